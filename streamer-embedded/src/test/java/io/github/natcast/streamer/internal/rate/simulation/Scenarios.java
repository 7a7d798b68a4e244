package io.github.natcast.streamer.internal.rate.simulation;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import java.util.SplittableRandom;

/** What happens to viewers' paths, each from a seed. */
final class Scenarios {
    private static final long TOO_LARGE = 1_350_000;
    private static final long USUAL = 2_000_000;

    /** A key frame is so many times as large as the others. */
    private static final double KEY_FACTOR = 8;

    private Scenarios() {}

    /** A path that carries less than the full rendition. */
    static Simulation narrow(long seed, long bitsPerSecond, Kind kind) {
        Simulation simulation = new Simulation(seed, TOO_LARGE, KEY_FACTOR, false);
        simulation.viewer(Path.of(bitsPerSecond, 20, 300), kind);
        return simulation;
    }

    /** 1 Mbit/s through TCP, whose queue holds half a second. */
    static Simulation tunnel(long seed) {
        Simulation simulation = new Simulation(seed, TOO_LARGE, KEY_FACTOR, false);
        simulation.viewer(Path.of(1_000_000, 20, 500).throughTunnel(), Kind.TRANSPORT_WIDE);
        return simulation;
    }

    /** 5 Mbit/s, from {@code from} on 0.8 Mbit/s, from {@code to} on 5 Mbit/s again. */
    static Simulation drop(long seed, int from, int to) {
        Path path = Path.of(5_000_000, 20, 300)
                .queueBytes(30_000)
                .then(from, 800_000)
                .then(to, 5_000_000);
        return usual(seed, path);
    }

    /** Two viewers behind 2 Mbit/s. */
    static Simulation shared(long seed) {
        Simulation simulation = new Simulation(seed, USUAL, KEY_FACTOR, false);
        Path path = Path.of(2_000_000, 20, 300);
        Link link = simulation.link(path);
        for (int i = 0; i < 2; i++) {
            simulation.viewer(link, path, Kind.TRANSPORT_WIDE, true, signals -> {});
        }
        return simulation;
    }

    /** The first viewer on 500 kbit/s, the others on ample paths. */
    static Simulation oneSlow(long seed, int viewers) {
        Simulation simulation = new Simulation(seed, USUAL, KEY_FACTOR, false);
        simulation.viewer(Path.of(500_000, 20, 300), Kind.TRANSPORT_WIDE);
        for (int i = 1; i < viewers; i++) {
            simulation.viewer(Path.of(20_000_000, 10 + i % 50, 300), Kind.TRANSPORT_WIDE);
        }
        return simulation;
    }

    /** An ample path that loses this share in bursts, and jitters. */
    static Simulation lossy(long seed, double share) {
        Simulation simulation = new Simulation(seed, TOO_LARGE, KEY_FACTOR, false);
        simulation.viewer(Path.of(20_000_000, 40, 300).losing(share, 4).jittering(15), Kind.TRANSPORT_WIDE);
        return simulation;
    }

    /** A radio link that stands still for 20 to 40 ms, three times a second. */
    static Simulation pauses(long seed) {
        return usual(seed, Path.of(30_000_000, 5, 300).pausing(3));
    }

    static Simulation ample(long seed) {
        return usual(seed, Path.of(20_000_000, 20, 300));
    }

    /** From 5 Mbit/s down to 0.5 and up again, evenly, in a minute. */
    static Simulation ramp(long seed) {
        long most = 5_000_000;
        long least = 500_000;
        return usual(seed, Path.of(most, 20, 300).rate(time -> {
            double away = Math.abs(time / 1e9 - 30) / 30;
            return (long) (least + (most - least) * Math.min(1, away));
        }));
    }

    /** The path becomes 100 ms longer after 10 s, and 20 s later as short as before. */
    static Simulation longer(long seed) {
        return usual(seed, Path.of(10_000_000, 20, 300).longer(time -> time > 10e9 && time < 30e9 ? 100_000_000 : 0));
    }

    static Simulation usual(long seed, Path path) {
        Simulation simulation = new Simulation(seed, USUAL, KEY_FACTOR, false);
        simulation.viewer(path, Kind.TRANSPORT_WIDE);
        return simulation;
    }

    /** Anything that a path may be, from 300 kbit/s on, with up to three changes of its rate within a minute. */
    static Simulation random(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 7919);
        double least = 300_000;
        long first = (long) (least * Math.pow(50, random.nextDouble()));
        Path path = Path.of(first, 5 + random.nextInt(100), 100 + random.nextInt(400));
        for (int i = random.nextInt(4), at = 0; i > 0; i--) {
            at += 10 + random.nextInt(10);
            path = path.then(at, (long) (least * Math.pow(50, random.nextDouble())));
        }
        path = path.queueBytes(Math.max(15_000, path.queueBytes()));
        switch (random.nextInt(5)) {
            case 0 -> path = path.losing(0.04 * random.nextDouble(), 1 + random.nextInt(4));
            case 1 -> path = path.jittering(1 + random.nextInt(20));
            case 2 -> path = path.pausing(3 * random.nextDouble());
            case 3 -> path = path.throughTunnel();
            default -> {}
        }
        return usual(seed, path);
    }
}
