package io.github.natcast.streamer.internal.media.video;

import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.media.video.EncodingStatus.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One format's encoders, best first: opens the first one that works, and steps down when it fails. An encoder that the
 * settings force is the only one. Owned by the format's encoding and confined to its thread, except
 * {@link #attempts()}.
 */
final class EncoderFallback {
    private static final Logger LOGGER = LoggerFactory.getLogger(EncoderFallback.class);
    private static final int MOST_ATTEMPTS = 32;

    private final EncoderFactory factory;
    private final EncodingFormat format;
    private final LongSupplier nanoClock;
    private final List<String> candidates;
    /** Why the candidates before {@link #encoder} are out. */
    private final List<String> reasons = new ArrayList<>();

    private int encoder;
    private volatile List<Attempt> attempts = List.of();

    EncoderFallback(EncoderFactory factory, EncodingFormat format, VideoSettings settings, LongSupplier nanoClock) {
        this.factory = factory;
        this.format = format;
        this.nanoClock = nanoClock;
        candidates = settings.encoder().map(List::of).orElseGet(() -> factory.candidates(format));
    }

    /** Opens the best encoder that was not refused before. */
    VideoEncoder open(VideoSettings settings) throws EncoderException {
        for (; encoder < candidates.size(); encoder++) {
            String name = candidates.get(encoder);
            long start = nanoClock.getAsLong();
            try {
                VideoEncoder encoder = factory.open(name, format, settings);
                record(new Attempt(name, true, "", millisSince(start)));
                LOGGER.debug("{} is encoded by {}", format, name);
                return encoder;
            } catch (EncoderException refused) {
                record(new Attempt(name, false, String.valueOf(refused.getMessage()), millisSince(start)));
                LOGGER.debug("{}: {}", name, refused.getMessage());
                reasons.add(String.valueOf(refused.getMessage()));
            }
        }
        throw new EncoderException(
                reasons.isEmpty() ? "there is no encoder for " + format : String.join("; ", reasons));
    }

    /** Gives the open encoder up for good: the next {@link #open(VideoSettings)} begins below it. */
    void stepDown(String reason) {
        record(new Attempt(candidates.get(encoder), true, reason, 0));
        reasons.add(reason);
        encoder++;
    }

    /** Starts over with the best: what failed may work again, as after a driver's reset. */
    void restart() {
        encoder = 0;
        reasons.clear();
    }

    /** What was tried lately, in order. Any thread. */
    List<Attempt> attempts() {
        return attempts;
    }

    private void record(Attempt attempt) {
        List<Attempt> longer = new ArrayList<>(attempts);
        longer.add(attempt);
        if (longer.size() > MOST_ATTEMPTS) {
            longer.remove(0);
        }
        attempts = List.copyOf(longer);
    }

    private long millisSince(long start) {
        return (nanoClock.getAsLong() - start) / 1_000_000;
    }
}
