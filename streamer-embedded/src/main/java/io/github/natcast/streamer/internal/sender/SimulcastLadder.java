package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.Renditions;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The renditions of one source that a receiver is sent side by side (simulcast), each in a stream of its own.
 * Immutable; its parts are thread-safe.
 *
 * @param broadcasts 1 to 3, the largest picture first
 * @param rates for a rate control: its index i stands for all streams from i on, and has what they take together; the
 *     last one is the smallest picture alone. Their number is that of the streams whose encoders work
 */
public record SimulcastLadder(List<Broadcast> broadcasts, Renditions rates) {
    public SimulcastLadder {
        broadcasts = List.copyOf(broadcasts);
        if (broadcasts.isEmpty()) {
            throw new IllegalArgumentException("simulcast needs at least one broadcast");
        }
    }

    /**
     * Some renditions of a ladder.
     *
     * @param renditions their indices in the ladder, in its order
     * @param nominal the rate of a rendition at rest, in bits per second: the smallest one's encoder may be aimed
     *     higher while nothing else fits the path, and goes back as soon as something does
     */
    public static SimulcastLadder of(VideoLadder ladder, List<Integer> renditions, IntToLongFunction nominal) {
        return new SimulcastLadder(
                renditions.stream().map(ladder.broadcasts()::get).toList(),
                new Sums(ladder.rates(), List.copyOf(renditions), nominal));
    }

    private record Sums(Renditions rates, List<Integer> indices, IntToLongFunction nominal) implements Renditions {
        @Override
        public int count() {
            int usable = rates.count();
            int count = 1;
            while (count < indices.size() && indices.get(count) < usable) {
                count++;
            }
            return count;
        }

        @Override
        public long bitsPerSecond(int index) {
            int last = count() - 1;
            if (index >= last) {
                return rates.bitsPerSecond(indices.get(last));
            }
            long sum = Math.min(rates.bitsPerSecond(indices.get(last)), nominal.applyAsLong(indices.get(last)));
            for (int i = index; i < last; i++) {
                sum += rates.bitsPerSecond(indices.get(i));
            }
            return sum;
        }
    }
}
