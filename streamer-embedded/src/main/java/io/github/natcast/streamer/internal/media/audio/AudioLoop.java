package io.github.natcast.streamer.internal.media.audio;

import io.github.natcast.streamer.AudioFrame;
import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.media.codec.AudioCodecs;
import io.github.natcast.streamer.internal.media.codec.EncodedAudio;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the audio thread does: it resamples, lays the samples on the timeline, and encodes. Confined to that thread,
 * except for the counters and {@link #failure}.
 */
final class AudioLoop {
    private static final Logger LOGGER = LoggerFactory.getLogger(AudioLoop.class);
    /** How long to wait, after the encoder could not be opened, before it is tried again. */
    private static final long RETRY_NANOS = 5_000_000_000L;
    /** After a failure that nobody foresaw; what comes meanwhile waits. */
    private static final long PAUSE_NANOS = 100_000_000L;

    final AtomicLong frames = new AtomicLong();
    final AtomicLong silences = new AtomicLong();
    final AtomicLong correctedSamples = new AtomicLong();

    private final AudioSettings settings;
    private final AudioCodecs codecs;
    private final Consumer<EncodedAudio> output;
    private final DiscontinuousTransmission pauses;
    private final OpusCopy copy = new OpusCopy();
    private @Nullable SampleTimeline timeline;
    private AudioCodecs.@Nullable Encoder encoder;
    private AudioCodecs.@Nullable Resampler resampler;
    private int resampledRate;
    private int resampledChannels;
    private long retryNanos;
    private volatile @Nullable String failure;

    AudioLoop(AudioSettings settings, AudioCodecs codecs, Consumer<EncodedAudio> output) {
        this.settings = settings;
        this.codecs = codecs;
        this.output = output;
        pauses = new DiscontinuousTransmission(settings.discontinuousTransmission(), settings.frameMillis());
    }

    /** Takes a piece of audio; {@code first}: the piece before came from another source. */
    void append(AudioFrame frame, boolean first, long now) {
        try {
            copy.stop();
            if (first) {
                closeResampler();
                timeline(now).seam();
            }
            AudioCodecs.Resampler converter = resampler(frame);
            long captureTimeNanos = frame.captureTimeNanos() - converter.delayNanos();
            int corrected = timeline(now).append(converter.convert(frame), captureTimeNanos, now);
            correctedSamples.addAndGet(corrected);
        } catch (EncoderException refused) {
            failed(refused, now);
        }
    }

    /** Takes a packet that is sent as it is: nothing is encoded while such packets come. */
    void copy(byte[] packet, long captureTimeNanos, long now) {
        EncodedAudio placed = copy.place(packet, captureTimeNanos, now);
        if (placed != null) {
            rest();
            failure = null;
            frames.incrementAndGet();
            output.accept(placed);
        }
    }

    /** Encodes what is due. Returns when to call again, at the latest. */
    long encode(long now) {
        if (copy.isCopying(now)) {
            return copy.restNanos();
        }
        SampleTimeline samples = timeline(now);
        for (SampleTimeline.Frame frame = samples.take(now); frame != null; frame = samples.take(now)) {
            encode(frame, now);
        }
        return samples.dueNanos(now);
    }

    private void encode(SampleTimeline.Frame frame, long now) {
        if (failure != null && now - retryNanos < 0) {
            return;
        }
        try {
            AudioCodecs.Encoder open = encoder;
            if (open == null) {
                open = codecs.openEncoder(settings);
                encoder = open;
            }
            pauses.hear(frame.interleaved());
            open.encode(frame.interleaved(), frame.captureTimeNanos(), this::deliver);
            frames.incrementAndGet();
            failure = null;
        } catch (EncoderException refused) {
            failed(refused, now);
            rest();
        }
    }

    private void deliver(EncodedAudio packet) {
        EncodedAudio sent = pauses.filter(packet);
        copy.sent(packet.captureTimeNanos(), settings.frameMillis() * 1_000_000L);
        if (sent == null) {
            silences.incrementAndGet();
        } else {
            output.accept(sent);
        }
    }

    private void failed(EncoderException refused, long now) {
        String reason = String.valueOf(refused.getMessage());
        if (!reason.equals(failure)) {
            LOGGER.error("audio cannot be encoded: {}", reason);
        }
        failure = reason;
        retryNanos = now + RETRY_NANOS;
    }

    /** Nobody knows what state the encoder is in: it is opened anew after a pause. Returns when to call again. */
    long startOver(Throwable bug, long now) {
        failed(new EncoderException("encoding failed: " + bug, bug), now);
        try {
            rest();
        } catch (RuntimeException | Error another) {
            ThreadFailures.caught(another);
            resampler = null;
            encoder = null;
        }
        return now + PAUSE_NANOS;
    }

    private SampleTimeline timeline(long now) {
        SampleTimeline current = timeline;
        if (current == null) {
            current = new SampleTimeline(settings.channels(), settings.frameMillis(), now);
            timeline = current;
        }
        return current;
    }

    private AudioCodecs.Resampler resampler(AudioFrame frame) throws EncoderException {
        AudioCodecs.Resampler open = resampler;
        if (open == null || frame.sampleRate() != resampledRate || frame.channels() != resampledChannels) {
            closeResampler();
            open = codecs.openResampler(frame.sampleRate(), frame.channels(), settings.channels());
            resampler = open;
            resampledRate = frame.sampleRate();
            resampledChannels = frame.channels();
        }
        return open;
    }

    /** Nobody listens: frees everything until the next piece. */
    void rest() {
        timeline = null;
        pauses.begin();
        closeResampler();
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }

    private void closeResampler() {
        if (resampler != null) {
            resampler.close();
            resampler = null;
        }
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
