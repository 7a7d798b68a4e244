package io.github.natcast.streamer.internal.negotiation;

/**
 * An answer and what it promises. Immutable.
 *
 * @param sdp the answer as this side sees itself: addresses are rewritten afterwards
 * @param plan what is to be sent, and to whom
 */
public record Answer(String sdp, SendPlan plan) {}
