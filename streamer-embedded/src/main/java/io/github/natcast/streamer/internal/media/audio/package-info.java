/** Audio encoding: one continuous timeline and one Opus encoder, shared by all viewers. */
@NullMarked
package io.github.natcast.streamer.internal.media.audio;

import org.jspecify.annotations.NullMarked;
