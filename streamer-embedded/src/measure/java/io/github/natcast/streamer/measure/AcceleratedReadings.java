package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.longrun.LongRun;
import io.github.natcast.streamer.longrun.StreamSummary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/** What an accelerated program used as its hours passed, and what its viewers received. Confined to one thread. */
final class AcceleratedReadings {
    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTES_PER_MEGABYTE = 1000 / 1.024;
    /** 40 ms. */
    private static final long PICTURE_TICKS = 3600;

    private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.values());

    private static final long AUDIO_TICKS =
            AudioSettings.SAMPLE_RATE / 1000L * AudioSettings.defaults().frameMillis();
    private static final Duration SETTLED = Duration.ofHours(2);
    /** Seconds at the beginning and at the end whose offsets are compared. */
    private static final int COMPARED = 300;

    private final AcceleratedProgram.Kind kind;
    private final Duration media;
    private final long began = System.nanoTime();
    private final Slope resident = new Slope();
    private final Slope heap = new Slope();
    private final Slope nativeMemory = new Slope();
    private final Slope threads = new Slope();

    AcceleratedReadings(AcceleratedProgram.Kind kind, Duration media) {
        this.kind = kind;
        this.media = media;
    }

    /** Reads after a full collection; the slopes are those of the second half. */
    void add(LongRun run) throws IOException {
        System.gc();
        double seconds = run.mediaNanos() / 1e9;
        double heapNow =
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
        double residentNow =
                ProcessMemory.of(ProcessHandle.current().pid()).residentKilobytes() / KILOBYTES_PER_MEGABYTE;
        double nativeNow = Pointer.totalBytes() / 1000.0;
        int threadsNow = ManagementFactory.getThreadMXBean().getThreadCount();
        if (seconds >= media.toSeconds() / 2.0) {
            resident.add(seconds, residentNow);
            heap.add(seconds, heapNow);
            nativeMemory.add(seconds, nativeNow);
            threads.add(seconds, threadsNow);
        }
        System.err.printf(
                Locale.ROOT,
                "    %.2f h after %.0f s: resident %.1f MB, heap %.2f MB, native %.1f kB, %d threads, %s%n",
                seconds / 3600,
                (System.nanoTime() - began) / 1e9,
                residentNow,
                heapNow,
                nativeNow,
                threadsNow,
                run.counts());
    }

    List<Finding> findings(LongRun run) {
        List<Finding> findings = new ArrayList<>();
        LongRun.Counts counts = run.counts();
        double cpu = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
        findings.add(reported(
                "media, time that it took, CPU",
                String.format(
                        Locale.ROOT,
                        "%.2f h, %.0f s, %.0f s",
                        media.toSeconds() / 3600.0,
                        (System.nanoTime() - began) / 1e9,
                        cpu)));
        findings.add(reported("passed through", counts.toString()));
        findings.add(new Finding(
                name("troubles"),
                run.troubles().toString(),
                "none",
                run.troubles().isEmpty()));
        findings.add(new Finding(
                name("pictures not encoded"),
                counts.pictures() - counts.encodedPictures() + "",
                "0",
                counts.pictures() == counts.encodedPictures()));
        for (int viewer = 0; viewer < run.videoStreams().size(); viewer++) {
            String whose = " on the wire, " + PROFILES.get(viewer);
            findings.add(continuous("pictures" + whose, run.videoStreams().get(viewer), PICTURE_TICKS));
            findings.add(continuous("sound" + whose, run.audioStreams().get(viewer), AUDIO_TICKS));
        }
        findings.add(reported("packets opened by the second implementation of SRTP", run.opened() + ""));
        findings.addAll(offsets(run));
        findings.add(grown(resident, "resident memory", "MB", 2));
        findings.add(grown(heap, "heap", "MB", 0.4));
        findings.add(grown(nativeMemory, "native memory that JavaCPP counts", "kB", 8));
        findings.add(grown(threads, "threads", "threads", 0.5));
        return findings;
    }

    private List<Finding> offsets(LongRun run) {
        List<Double> all = run.offsets().millis();
        int some = Math.min(COMPARED, all.size() / 2);
        double first = mean(all.subList(0, some));
        double last = mean(all.subList(all.size() - some, all.size()));
        Samples samples = new Samples(all);
        // Drift below 2 ms is left alone, since it is corrected one sample at a time; jitter adds to it.
        double most = kind.isLooped() ? 1 : 5;
        return List.of(
                new Finding(
                        name("flashes without a beep"),
                        run.offsets().flashes() - all.size() + "",
                        "at most 1, at the end",
                        run.offsets().flashes() - all.size() <= 1),
                new Finding(
                        name("beep after flash, mean of the first and of the last " + some),
                        String.format(Locale.ROOT, "%.3f ms and %.3f ms", first, last),
                        "1 ms apart at most",
                        Math.abs(last - first) < 1),
                new Finding(
                        name("beep after flash, least, median and most of " + all.size()),
                        String.format(
                                Locale.ROOT,
                                "%.3f, %.3f, %.3f ms",
                                samples.quantile(0),
                                samples.median(),
                                samples.maximum()),
                        "within " + most + " ms",
                        Math.max(-samples.quantile(0), samples.maximum()) < most));
    }

    /** Frames are {@code frameTicks} apart, or multiples of it in pauses, give or take a tick of rounding. */
    private Finding continuous(String what, StreamSummary stream, long frameTicks) {
        long off = Math.floorMod(stream.ticks() + 1, frameTicks);
        return new Finding(
                name(what),
                stream.toString(),
                "no break, frames " + frameTicks + " ticks apart, sender reports within 0.1 ms",
                stream.breaks() == 0
                        && stream.packets() > 0
                        && off <= 2
                        && stream.smallestStep() >= frameTicks - 1
                        && stream.reportErrorMillis() < 0.1);
    }

    /**
     * Grows by at most {@code most} in the whole second half. A short run is reported only, since it has not settled.
     */
    private Finding grown(Slope slope, String what, String unit, double most) {
        double half = media.toSeconds() / 7200.0;
        Finding finding = slope.bounded(name(what + ", second half"), unit, most / half, false);
        return media.compareTo(SETTLED) >= 0 ? finding : Finding.reported(finding.what(), finding.measured());
    }

    private Finding reported(String what, String measured) {
        return Finding.reported(name(what), measured);
    }

    private String name(String what) {
        return kind + ": " + what;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
