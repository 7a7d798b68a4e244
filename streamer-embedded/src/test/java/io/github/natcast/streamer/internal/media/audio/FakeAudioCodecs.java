package io.github.natcast.streamer.internal.media.audio;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An encoder whose packets are its frames' first samples; a resampler that changes nothing. */
final class FakeAudioCodecs implements AudioCodecs {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    volatile boolean refusing;
    /** How many calls to encode throw what no encoder should. */
    final AtomicInteger broken = new AtomicInteger();

    @Override
    public AudioCodecs.Encoder openEncoder(AudioSettings settings) throws EncoderException {
        if (refusing) {
            throw new EncoderException("libopus: not today");
        }
        opened.incrementAndGet();
        open.incrementAndGet();
        return new AudioCodecs.Encoder() {
            @Override
            public void encode(float[] interleaved, long captureTimeNanos, Consumer<EncodedAudio> output)
                    throws EncoderException {
                if (broken.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new OutOfMemoryError("a failure of this test");
                }
                if (refusing) {
                    throw new EncoderException("libopus: not today");
                }
                output.accept(new EncodedAudio(new byte[] {(byte) (interleaved[0] * 100)}, captureTimeNanos, false));
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public AudioCodecs.Resampler openResampler(int sampleRate, int channels, int outputChannels) {
        open.incrementAndGet();
        return new AudioCodecs.Resampler() {
            @Override
            public float[] convert(AudioFrame frame) {
                return frame.samples();
            }

            @Override
            public long delayNanos() {
                return 0;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }
}
