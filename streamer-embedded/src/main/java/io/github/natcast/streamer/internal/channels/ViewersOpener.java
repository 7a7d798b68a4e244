package io.github.natcast.streamer.internal.channels;

import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.answer.WatchedChannel;
import io.github.natcast.streamer.internal.media.audio.AudioEncoding;
import io.github.natcast.streamer.internal.media.codec.H264Level;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.sender.Packetizers;
import io.github.natcast.streamer.internal.sender.PlayoutDelay;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.viewers.SharedAudio;
import io.github.natcast.streamer.internal.viewers.SharedVideo;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Joins a channel's pipeline to the parts that serve viewers. Immutable, and thread-safe.
 *
 * @param dtls shakes hands with every viewer
 * @param playoutDelay what viewers are asked to wait; empty for what they choose
 * @param encoders of all channels
 */
public record ViewersOpener(
        DtlsServer dtls,
        Optional<PlayoutDelay> playoutDelay,
        BudgetedEncoders encoders,
        SecureRandom random,
        InstantSource wallClock) {

    /**
     * What viewers of this channel get.
     *
     * @param usable what can be encoded
     */
    public WatchedChannel open(
            Serving serving,
            ChannelViewers viewers,
            ChannelSettings settings,
            VideoEncodings pictures,
            Optional<AudioEncoding> audio,
            UsableEncodings usable) {
        SharedVideo video = new SharedVideo(
                pictures,
                serving.fanout(),
                (codec, mode) -> Packetizers.of(codec, mode, random),
                usable.h264Profiles(),
                H264Level.of(settings.video()));
        ViewerFactory factory = new ViewerFactory(
                serving.transport(),
                dtls,
                video,
                encoders::refusal,
                audio.map(encoding -> new SharedAudio(encoding, settings.audio(), serving.fanout())),
                serving.fanout(),
                playoutDelay,
                serving.control(),
                viewers,
                serving.listener(),
                random,
                wallClock);
        return new WatchedChannel(usable.codecs(), factory);
    }
}
