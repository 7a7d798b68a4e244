package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtp.PacketizedFrame;

/** A frame that a sender thread has taken, and its place in the broadcast's {@link FrameHistory}. Immutable. */
record KeptFrame(PacketizedFrame frame, int id) {}
