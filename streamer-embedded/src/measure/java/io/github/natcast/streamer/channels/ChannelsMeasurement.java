package io.github.natcast.streamer.channels;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.measure.RoomyLimits;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;

/**
 * What channels promise: {@code fifty} of them with a viewer each in one process, what {@code opening} and closing a
 * thousand leaves behind, and how soon one that is made {@code on-the-spot} shows something. Arguments: one of these,
 * and its number of channels.
 */
public final class ChannelsMeasurement {
    private static final double MEGABYTE = 1e6;
    /** What 750 further channels may add to resident memory; readings at rest differ by some megabytes. */
    private static final double FLAT_MEGABYTES = 15;

    private ChannelsMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        String what = arguments.length > 0 ? arguments[0] : "fifty";
        int channels = arguments.length > 1 ? Integer.parseInt(arguments[1]) : what.equals("opening") ? 1000 : 50;
        switch (what) {
            case "fifty" -> FiftyChannels.run(channels);
            case "opening" -> opening(channels);
            case "on-the-spot" -> OnTheSpot.run(channels);
            default -> throw new IllegalArgumentException("\"" + what + "\" is not fifty, opening or on-the-spot");
        }
    }

    static StreamerBuilder builder() {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .limits(RoomyLimits.limits())
                .video(VideoSettings.defaults().withSize(320, 180).withBitrate(300_000));
    }

    private static void opening(int channels) throws Exception {
        try (Streamer streamer = builder().build()) {
            streamer.start();
            ComingAndGoingChannels guests = new ComingAndGoingChannels(streamer);
            int shown = channels / 10;
            guests.run(shown, 10);
            say(shown, guests);
            long[] resident = new long[4];
            for (int quarter = 0; quarter < 4; quarter++) {
                guests.run(channels / 4, 10);
                shown += channels / 4;
                resident[quarter] = say(shown, guests);
            }
            verdict(channels / 10 + channels / 4, resident[0], shown, resident[3]);
        }
    }

    /** Whether memory grows with the channels that were: the first ones warm up all that is kept for good. */
    private static void verdict(int warm, long before, int all, long after) {
        double more = (after - before) / MEGABYTE;
        System.out.printf(
                Locale.ROOT,
                "resident after %d channels %.1f MB, after %d %.1f MB: %+.1f MB, %s (MALLOC_ARENA_MAX=%s)%n",
                warm,
                before / MEGABYTE,
                all,
                after / MEGABYTE,
                more,
                more <= FLAT_MEGABYTES ? "flat" : "it grew by more than " + FLAT_MEGABYTES + " MB",
                System.getenv().getOrDefault("MALLOC_ARENA_MAX", "unset"));
    }

    /** At rest: idle workers have ended, the heap is collected. Returns the resident bytes. */
    private static long say(int channels, ComingAndGoingChannels guests) throws InterruptedException {
        int held = guests.stillHeld();
        TimeUnit.SECONDS.sleep(65);
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        long resident = Pointer.physicalBytes();
        System.out.printf(
                Locale.ROOT,
                "after %d channels: %d held, %d threads, %d descriptors, heap %.2f MB, JavaCPP %.1f kB,"
                        + " resident %.1f MB%n",
                channels,
                held,
                Thread.getAllStackTraces().size(),
                Resources.openFileDescriptors(),
                heap / MEGABYTE,
                Pointer.totalBytes() / 1000.0,
                resident / MEGABYTE);
        return resident;
    }
}
