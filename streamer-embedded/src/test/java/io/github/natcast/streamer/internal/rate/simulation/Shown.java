package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import io.github.natcast.streamer.internal.rate.simulation.Packet.Frame;
import java.util.ArrayList;
import java.util.List;

/** What a viewer saw. */
final class Shown {
    private record Seen(long at, long delay, int rendition) {}

    private final List<Seen> seen = new ArrayList<>();

    void add(Frame frame, long now) {
        seen.add(new Seen(now, now - frame.captured(), frame.rendition()));
    }

    /** In seconds; infinite when there was none. */
    double firstFrame() {
        return seen.isEmpty() ? Double.POSITIVE_INFINITY : seen.get(0).at / 1e9;
    }

    /** The longest time without a new frame, in milliseconds. */
    double longestGap(double fromSeconds, double toSeconds) {
        double last = fromSeconds;
        double longest = 0;
        for (Seen one : seen) {
            double at = one.at / 1e9;
            if (at >= fromSeconds && at <= toSeconds) {
                longest = Math.max(longest, at - last);
                last = at;
            }
        }
        return 1000 * Math.max(longest, toSeconds - last);
    }

    double framesPerSecond(double fromSeconds, double toSeconds) {
        long count = seen.stream()
                .filter(one -> one.at >= fromSeconds * SECOND && one.at <= toSeconds * SECOND)
                .count();
        return count / (toSeconds - fromSeconds);
    }

    /** Of capture to shown, in milliseconds. */
    double delayPercentile(double share, double fromSeconds, double toSeconds) {
        long[] delays = seen.stream()
                .filter(one -> one.at >= fromSeconds * SECOND && one.at <= toSeconds * SECOND)
                .mapToLong(Seen::delay)
                .sorted()
                .toArray();
        return delays.length == 0
                ? Double.POSITIVE_INFINITY
                : delays[(int) Math.min(delays.length - 1, share * delays.length)] / 1e6;
    }

    /** The share of frames of this rendition. */
    double share(int rendition, double fromSeconds, double toSeconds) {
        List<Seen> some = seen.stream()
                .filter(one -> one.at >= fromSeconds * SECOND && one.at <= toSeconds * SECOND)
                .toList();
        return some.stream().filter(one -> one.rendition == rendition).count() / Math.max(1.0, some.size());
    }

    /** When a frame of this rendition, or of a larger one, was first seen after a time, in seconds. */
    double firstOf(int rendition, double afterSeconds) {
        return seen.stream()
                .filter(one -> one.at >= afterSeconds * SECOND && one.rendition <= rendition)
                .mapToDouble(one -> one.at / 1e9)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
