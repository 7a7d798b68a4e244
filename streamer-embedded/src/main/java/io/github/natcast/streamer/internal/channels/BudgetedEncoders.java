package io.github.natcast.streamer.internal.channels;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import io.github.natcast.streamer.internal.media.codec.VideoDecoder;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The encoders of all channels, of which only so many may be open at once. Thread-safe. */
public final class BudgetedEncoders implements EncoderFactory {
    private final EncoderFactory encoders;
    /** An idle encoder is closed within one picture's encoding. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final BooleanSupplier closeIdle;
    private final EncoderBudget budget;

    /** @param closeIdle closes encoders that nobody has wanted lately, soon; returns whether there are any */
    public BudgetedEncoders(EncoderFactory encoders, ChannelLimits limits, BooleanSupplier closeIdle) {
        this.encoders = encoders;
        this.closeIdle = closeIdle;
        this.budget = new EncoderBudget(limits);
    }

    @Override
    public List<String> candidates(EncodingFormat format) {
        return encoders.candidates(format);
    }

    @Override
    public boolean isHardware(String name) {
        return encoders.isHardware(name);
    }

    @Override
    public VideoEncoder open(String name, EncodingFormat format, VideoSettings settings) throws EncoderException {
        boolean gpu = isHardware(name);
        EncoderBudget.Slot slot = slot(gpu, hasHardware(format))
                .orElseThrow(() -> new EncoderException(name + " is not opened: "
                        + budget.refusal(gpu, hasHardware(format)).orElse("try again")));
        VideoEncoder opened = null;
        try {
            opened = encoders.open(name, format, settings);
            return new Counted(opened, slot);
        } finally {
            if (opened == null) {
                slot.close();
            }
        }
    }

    /** Beside the budget: one channel has one decoder at most. */
    @Override
    public VideoDecoder openDecoder(VideoCodec codec) throws EncoderException {
        return encoders.openDecoder(codec);
    }

    /** On an encoder's thread, which may wait: encoders that are only kept for those who may come give way. */
    private Optional<EncoderBudget.Slot> slot(boolean gpu, boolean alternative) {
        Optional<EncoderBudget.Slot> slot = budget.take(gpu, alternative);
        if (slot.isPresent() || !closeIdle.getAsBoolean()) {
            return slot;
        }
        try {
            return budget.awaitAndTake(gpu, alternative, CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean hasHardware(EncodingFormat format) {
        return encoders.candidates(format).stream().anyMatch(encoders::isHardware);
    }

    /** Why nothing can be opened for this format now; empty when something can, as far as its number goes. */
    Optional<String> refusal(EncodingFormat format) {
        return budget.refusal(false, hasHardware(format)).filter(refused -> !closeIdle.getAsBoolean());
    }

    /** Encoders that are open. */
    public int open() {
        return budget.open();
    }

    /** Those among them that are on graphics hardware. */
    public int openOnGpu() {
        return budget.onGpu();
    }

    /** An open encoder, which gives its room back when it is closed. Confined to its encoding's thread. */
    private record Counted(VideoEncoder encoder, EncoderBudget.Slot slot) implements VideoEncoder {
        @Override
        public String name() {
            return encoder.name();
        }

        @Override
        public void encode(VideoFrame picture, long captureTimeNanos, boolean keyFrame, Consumer<EncodedFrame> output)
                throws EncoderException, UnsupportedPictureException {
            encoder.encode(picture, captureTimeNanos, keyFrame, output);
        }

        @Override
        public void bitrate(int bitsPerSecond) throws EncoderException {
            encoder.bitrate(bitsPerSecond);
        }

        @Override
        public void close() {
            try {
                encoder.close();
            } finally {
                slot.close();
            }
        }
    }
}
