package io.github.natcast.streamer.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a soak saw minute by minute, and the findings that follow. Confined to one thread. */
final class SoakReadings {
    static final String HEADER =
            "minute,offset ms,offsets,frames/s,freezes,concealed ms,lost,video packets,audio packets,"
                    + "RSS MB,anonymous MB,arenas,heap MB,collected,native kB,threads,descriptors,"
                    + "video drift ms,audio drift ms,joined,viewers,cores";

    private static final double MEGABYTE = 1e6;
    private static final double KILOBYTES_PER_MEGABYTE = 1000 / 1.024;
    private static final double SAMPLES_PER_MILLISECOND = 48;

    /** Late compilation makes a process grow for half an hour: shorter runs are reported without a bound. */
    private static final double SETTLED_SECONDS = 3600;

    private final long began = System.nanoTime();
    private final double expectedSeconds;
    private final AudioAndVideo.Reading first;
    private final Slope offset = new Slope();
    private final Slope resident = new Slope();
    private final Slope heap = new Slope();
    private final Slope nativeMemory = new Slope();
    private final Slope threads = new Slope();
    private final Slope descriptors = new Slope();
    private final Slope videoDrift = new Slope();
    private final Slope audioDrift = new Slope();
    private final List<Double> rates = new ArrayList<>();
    private AudioAndVideo.Reading last;
    private CpuTime lastCpu;
    private double lastSeconds;
    private double busySeconds;
    private int arenas;
    private double offsetsMissing;

    SoakReadings(int minutes, AudioAndVideo.Reading first, CpuTime cpu) {
        expectedSeconds = minutes * 60.0;
        this.first = first;
        last = first;
        lastCpu = cpu;
    }

    /** Time left until the end of that minute since the start; not negative. */
    long millisToMinute(int minute) {
        return Math.max(0, minute * 60_000L - (System.nanoTime() - began) / 1_000_000);
    }

    /** Returns a line in the order of {@link #HEADER}. */
    String add(
            AudioAndVideo.Reading page,
            Held held,
            boolean collected,
            ProcessMemory memory,
            CpuTime cpu,
            double videoMillis,
            double audioMillis,
            int joined,
            int viewers) {
        double seconds = (System.nanoTime() - began) / 1e9;
        double median = page.offsetMillis().isEmpty() ? Double.NaN : new Samples(page.offsetMillis()).median();
        double rate = 1000 * (page.frames() - last.frames()) / (page.atMillis() - last.atMillis());
        double used = cpu.secondsSince(lastCpu, List.of(""));
        double residentMegabytes = memory.residentKilobytes() / KILOBYTES_PER_MEGABYTE;
        if (page.offsetMillis().isEmpty()) {
            offsetsMissing++;
        } else {
            offset.add(seconds, median);
        }
        rates.add(rate);
        if (seconds > expectedSeconds / 2) {
            resident.add(seconds, residentMegabytes);
            nativeMemory.add(seconds, held.nativeMemory() / 1000.0);
            threads.add(seconds, held.threads());
            descriptors.add(seconds, held.descriptors());
            if (collected) {
                heap.add(seconds, held.heap() / MEGABYTE);
            }
        }
        videoDrift.add(seconds, videoMillis);
        audioDrift.add(seconds, audioMillis);
        arenas = Math.max(arenas, memory.arenas());
        busySeconds += used;
        String line = String.format(
                Locale.ROOT,
                "%.0f,%.1f,%d,%.2f,%d,%.0f,%d,%d,%d,%.1f,%.1f,%d,%.2f,%s,%.1f,%d,%d,%.2f,%.2f,%d,%d,%.3f",
                seconds / 60,
                median,
                page.offsetMillis().size(),
                rate,
                page.freezes() - last.freezes(),
                (page.concealedSamples() - last.concealedSamples()) / SAMPLES_PER_MILLISECOND,
                page.lost() - last.lost(),
                page.videoPackets() - first.videoPackets(),
                page.audioPackets() - first.audioPackets(),
                residentMegabytes,
                memory.anonymousKilobytes() / KILOBYTES_PER_MEGABYTE,
                memory.arenas(),
                held.heap() / MEGABYTE,
                collected ? "yes" : "no",
                held.nativeMemory() / 1000.0,
                held.threads(),
                held.descriptors(),
                videoMillis,
                audioMillis,
                joined,
                viewers,
                used / (seconds - lastSeconds));
        last = page;
        lastCpu = cpu;
        lastSeconds = seconds;
        return line;
    }

    List<Finding> findings() {
        long freezes = last.freezes() - first.freezes();
        long lost = last.lost() - first.lost();
        Samples frames = new Samples(rates);
        return List.of(
                Finding.reported("length of the soak", String.format(Locale.ROOT, "%.1f minutes", lastSeconds / 60)),
                offset.bounded("beep after flash, medians of minutes", "ms", 5, true),
                new Finding(
                        "minutes without a flash and its beep", "" + (int) offsetsMissing, "none", offsetsMissing == 0),
                Finding.reported(
                        "frames per second, in the slowest, the median and the fastest minute",
                        String.format(
                                Locale.ROOT,
                                "%.2f, %.2f, %.2f",
                                frames.quantile(0),
                                frames.median(),
                                frames.maximum())),
                Finding.reported("freezes", freezes + ""),
                new Finding("packets lost on loopback", lost + "", "0", lost == 0),
                Finding.reported(
                        "packets to the browser, pictures and sound",
                        last.videoPackets() + " and " + last.audioPackets() + ": " + last.videoPackets() / 65_536
                                + " and " + last.audioPackets() / 65_536 + " rounds of sequence numbers"),
                grown(resident, "resident memory", "MB", 6),
                grown(heap, "heap after a full collection", "MB", 1),
                grown(nativeMemory, "native memory that JavaCPP counts", "kB", 20),
                grown(threads, "threads", "threads", 2),
                grown(descriptors, "descriptors", "descriptors", 3),
                videoDrift.bounded("pictures' RTP timestamps behind the clock", "ms", 1, true),
                audioDrift.bounded("sound's RTP timestamps behind the clock", "ms", 1, true),
                Finding.reported("malloc's arenas beside the main one, at most", arenas + ""),
                Finding.reported(
                        "cores that the server used", String.format(Locale.ROOT, "%.3f", busySeconds / lastSeconds)));
    }

    /** Grows by at most {@code most} in the whole second half, however long it is. */
    private Finding grown(Slope slope, String what, String unit, double most) {
        Finding finding = slope.bounded(what + ", second half", unit, most / (expectedSeconds / 7200), false);
        return expectedSeconds >= SETTLED_SECONDS ? finding : Finding.reported(finding.what(), finding.measured());
    }
}
