package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what comes out of a channel's encodings is sent to those who watch. It is due once every encoding that is
 * watched has made a frame since the last packet left: then one of them was for a viewer of this channel, whatever the
 * others are for, such as a publication. Confined to the watchdog's thread.
 */
final class Sending {
    private final String name;
    private @Nullable Long packets;
    /** How far each encoding had come when packets last left, or when it was first watched after that. */
    private final Map<EncodingFormat, Long> before = new HashMap<>();

    /** @param name what does not happen when it rests, as {@link Watchdog.Work} says */
    Sending(String name) {
        this.name = name;
    }

    /**
     * How far it has come.
     *
     * @param sent packets to all who watch; null while nobody does
     * @param frames of each encoding that is watched, read after the packets
     */
    Watchdog.Work take(@Nullable Long sent, Map<EncodingFormat, Long> frames) {
        if (sent == null || !sent.equals(packets)) {
            before.clear();
        }
        packets = sent;
        before.keySet().retainAll(frames.keySet());
        frames.forEach(before::putIfAbsent);
        boolean due = sent != null
                && !frames.isEmpty()
                && frames.entrySet().stream()
                        .noneMatch(encoding -> encoding.getValue().equals(before.get(encoding.getKey())));
        return new Watchdog.Work(name, due, sent == null ? 0 : sent);
    }
}
