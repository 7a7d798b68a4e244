package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import io.github.natcast.streamer.internal.rate.AdaptiveRate;
import io.github.natcast.streamer.internal.rate.EncoderTarget;
import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One source, its viewers and their links, from a seed. */
final class Simulation {
    /** The shares of smaller renditions that the streamer has by default. */
    private static final double[] SHARES = {1, 0.45, 0.18};

    private static final long FLOOR = 150_000;

    final VirtualTime time = new VirtualTime();
    final SplittableRandom random;
    final Source source;
    final List<Viewer> viewers = new ArrayList<>();
    final List<Trace> traces = new ArrayList<>();
    private final EncoderTarget target;
    private long origin;
    private boolean sound = true;

    Simulation(long seed, long bitsPerSecond, double keyFactor, boolean disposables) {
        this(seed, keyFactor, disposables, ladder(bitsPerSecond));
    }

    Simulation(long seed, double keyFactor, boolean disposables, long... rates) {
        random = new SplittableRandom(seed);
        source = new Source(time, random.split(), keyFactor, disposables, rates);
        long nominal = rates[rates.length - 1];
        long ceiling = rates.length == 1 ? nominal : Math.max(nominal, (long) (0.9 * rates[rates.length - 2]));
        target = new EncoderTarget(FLOOR, nominal, ceiling);
        time.every(200 * MILLI, this::follow);
    }

    static long[] ladder(long bitsPerSecond) {
        long[] rates = new long[SHARES.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = Math.max(150_000, (long) (SHARES[i] * bitsPerSecond));
        }
        return rates;
    }

    /** What the clock of viewers' rate controls says now, in nanoseconds; of those that come after. */
    void clockBegins(long nanos) {
        origin = nanos;
    }

    /** Of viewers that come after. */
    void withoutSound() {
        sound = false;
    }

    Link link(Path path) {
        Link link = new Link(time, path, random.split());
        return link;
    }

    Viewer viewer(Path path, Kind kind) {
        return viewer(link(path), path, kind, true, signals -> {});
    }

    Viewer viewer(Link link, Path path, Kind kind, boolean padding, Consumer<Signals> setUp) {
        Signals signals = new Signals(time, kind, path.delay() + MILLI, 60 * (random.nextInt(5) - 2), random.split());
        setUp.accept(signals);
        AdaptiveRate.Means means = new AdaptiveRate.Means(kind == Kind.TRANSPORT_WIDE, padding);
        RateControl rate = AnotherClock.of(new AdaptiveRate(source, means, origin + time.now()), origin);
        Viewer viewer = new Viewer(time, source, link, signals, rate, sound);
        viewers.add(viewer);
        Trace trace = new Trace(viewer, link, source);
        traces.add(trace);
        time.every(100 * MILLI, () -> trace.sample(time.now()));
        return viewer;
    }

    /** The smallest rendition's encoder aims at what the poorest of those carries who are sent it. */
    private void follow() {
        int lowest = source.count() - 1;
        List<RateReport> watching = viewers.stream()
                .map(viewer -> viewer.rate.report(time.now()))
                .filter(report -> Math.max(report.rendition(), report.wantedRendition()) == lowest)
                .toList();
        source.rate(lowest, target.update(watching, time.now()));
    }

    void run(double seconds) {
        time.runUntil((long) (seconds * SECOND));
    }
}
