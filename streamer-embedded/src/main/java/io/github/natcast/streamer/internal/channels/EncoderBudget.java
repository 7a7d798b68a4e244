package io.github.natcast.streamer.internal.channels;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many video encoders are open, and whether another one may be: on graphics hardware, where drivers have few
 * sessions, and on the processor. Owned by the {@link BudgetedEncoders}; thread-safe.
 */
final class EncoderBudget {
    private final ChannelLimits limits;
    private int open;
    private int onGpu;

    EncoderBudget(ChannelLimits limits) {
        this.limits = limits;
    }

    /** Room for one encoder, until it is closed. Idempotent. */
    final class Slot implements AutoCloseable {
        private final boolean gpu;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Slot(boolean gpu) {
            this.gpu = gpu;
        }

        @Override
        public void close() {
            if (held.compareAndSet(true, false)) {
                giveBack(gpu);
            }
        }
    }

    /**
     * Takes room for one encoder.
     *
     * @param gpu whether it is on graphics hardware
     * @param alternative whether graphics hardware could make the same format
     * @return empty when {@link #refusal} has a reason
     */
    synchronized Optional<Slot> take(boolean gpu, boolean alternative) {
        if (refusal(gpu, alternative).isPresent()) {
            return Optional.empty();
        }
        open++;
        onGpu += gpu ? 1 : 0;
        return Optional.of(new Slot(gpu));
    }

    /** Why no such encoder may be opened now: a sentence with the limit and the setting. Empty when it may be. */
    synchronized Optional<String> refusal(boolean gpu, boolean alternative) {
        if (open >= limits.encoders()) {
            return Optional.of("all " + limits.encoders()
                    + " video encoders that may be open at once are open; raise the streamer's maximumEncoders");
        }
        if (isGpuFull() && gpu) {
            return Optional.of(gpuFull() + "; raise the streamer's maximumGpuEncoders");
        }
        if (isGpuFull() && alternative && !limits.softwareBeyondGpu()) {
            return Optional.of(gpuFull() + ", and the processor may not encode instead; raise the streamer's "
                    + "maximumGpuEncoders, or set softwareBeyondGpu");
        }
        return Optional.empty();
    }

    private boolean isGpuFull() {
        return limits.gpuEncoders().isPresent() && onGpu >= limits.gpuEncoders().getAsInt();
    }

    private String gpuFull() {
        return "all " + limits.gpuEncoders().orElseThrow() + " encoders that may be open on graphics hardware are open";
    }

    private synchronized void giveBack(boolean gpu) {
        open--;
        onGpu -= gpu ? 1 : 0;
    }

    /** Encoders that are open. */
    synchronized int open() {
        return open;
    }

    /** Those among them that are on graphics hardware. */
    synchronized int onGpu() {
        return onGpu;
    }
}
