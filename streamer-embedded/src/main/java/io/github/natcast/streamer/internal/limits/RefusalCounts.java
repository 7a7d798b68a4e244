package io.github.natcast.streamer.internal.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often each limit refused something since the start. Thread-safe; counting neither locks nor allocates. */
public final class RefusalCounts {
    private final Map<Refusal, AtomicLong> counts = new EnumMap<>(Refusal.class);

    public RefusalCounts() {
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, new AtomicLong());
        }
    }

    public void count(Refusal refusal) {
        counter(refusal).incrementAndGet();
    }

    public long of(Refusal refusal) {
        return counter(refusal).get();
    }

    private AtomicLong counter(Refusal refusal) {
        return Objects.requireNonNull(counts.get(refusal));
    }
}
