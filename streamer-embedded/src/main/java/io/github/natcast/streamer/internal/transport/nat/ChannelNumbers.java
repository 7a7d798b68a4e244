package io.github.natcast.streamer.internal.transport.nat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which channel number of an allocation is for which peer. A number goes to nobody else while the server may still take
 * it for the last one's: it would refuse the newcomer, and what came on the channel would be taken for the newcomer's.
 * Confined to the nat thread.
 */
final class ChannelNumbers {
    static final int NONE = 0;
    static final int COUNT = 0x1000;
    private static final int FIRST = 0x4000;

    /** A binding lasts 10 minutes after it was asked for; then its packets may be on their way (RFC 8656 §12). */
    static final Duration KEPT = Duration.ofMinutes(15);

    private final Map<InetSocketAddress, Integer> numbers = new HashMap<>();
    /** By number; what was asked for longest ago comes first. */
    private final Map<Integer, Asked> asked = new LinkedHashMap<>();

    /** @param peer null when the server has the number for somebody else */
    private record Asked(@Nullable InetSocketAddress peer, long nanos) {}

    /** There is a new allocation, on which no channel is bound. */
    void clear() {
        numbers.clear();
        asked.clear();
    }

    /** The number to ask for now: the one that the peer had, else a free one; {@link #NONE} while none is free. */
    int take(InetSocketAddress peer, long nowNanos) {
        Integer known = numbers.get(peer);
        int number = known == null ? free(nowNanos) : known;
        if (number != NONE) {
            numbers.put(peer, number);
            note(number, peer, nowNanos);
        }
        return number;
    }

    private int free(long nowNanos) {
        if (asked.size() < COUNT) {
            return FIRST + asked.size();
        }
        Map.Entry<Integer, Asked> eldest = asked.entrySet().iterator().next();
        if (nowNanos - eldest.getValue().nanos() < KEPT.toNanos()) {
            return NONE;
        }
        InetSocketAddress before = eldest.getValue().peer();
        if (before != null) {
            numbers.remove(before);
        }
        return eldest.getKey();
    }

    /** The server refuses this number to the peer, since it has it for another. */
    void refused(int number, InetSocketAddress peer, long nowNanos) {
        if (numbers.remove(peer, number)) {
            note(number, null, nowNanos);
        }
    }

    private void note(int number, @Nullable InetSocketAddress peer, long nowNanos) {
        asked.remove(number);
        asked.put(number, new Asked(peer, nowNanos));
    }
}
