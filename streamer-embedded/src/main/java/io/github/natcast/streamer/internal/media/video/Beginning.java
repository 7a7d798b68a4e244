package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.internal.media.codec.EncodingFormat;

/** Adds a subscription to an encoding's slot, with what the first one starts with, between two pictures. */
@FunctionalInterface
interface Beginning {
    void add(EncodingFormat format, PictureSlot slot, Encoding.Subscription subscription);
}
