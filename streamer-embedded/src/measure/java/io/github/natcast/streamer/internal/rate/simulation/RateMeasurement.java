package io.github.natcast.streamer.internal.rate.simulation;

import io.github.natcast.streamer.internal.rate.simulation.Signals.Kind;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * Runs the scenarios for many seeds and prints the median and the worst beside what is to hold; before it, what the
 * rate control costs. Arguments: the number of seeds, 20 unless given.
 */
final class RateMeasurement {
    private static final String ROW = "%-42s %-34s %10s %10.1f %10.1f%n";

    private final int seeds;

    private RateMeasurement(int seeds) {
        this.seeds = seeds;
    }

    public static void main(String[] arguments) {
        int seeds = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        RateCost.print();
        System.out.printf("%-42s %-34s %10s %10s %10s%n", "scenario", "figure", "to hold", "median", "worst");
        new RateMeasurement(seeds).table();
    }

    private void table() {
        for (long rate : new long[] {200_000, 250_000, 400_000, 800_000}) {
            Simulation[] narrow = run(seed -> Scenarios.narrow(seed, rate, Kind.TRANSPORT_WIDE), 60);
            String name = "1.35 Mbit/s on " + rate / 1000 + " kbit/s";
            most(
                    name,
                    "longest freeze after 5 s, ms",
                    "1000",
                    narrow,
                    s -> first(s).shown.longestGap(5, 60));
            least(name, "frames a second", "20", narrow, s -> first(s).shown.framesPerSecond(5, 60));
            most(name, "95 % of the delay, ms", "", narrow, s -> first(s).shown.delayPercentile(0.95, 5, 60));
            most(
                    name,
                    "first frame, ms",
                    "2000",
                    narrow,
                    s -> 1000 * first(s).shown.firstFrame());
            most(name, "switches in a minute", "2", narrow, s -> first(s).switches());
            most(name, "padding, %", "2", narrow, s -> 100 * first(s).paddingShare());
        }
        Simulation[] drop = run(seed -> Scenarios.drop(seed, 15, 35), 55);
        String name = "2 Mbit/s, 5 to 0.8 to 5 Mbit/s";
        most(name, "smaller rendition after, ms", "1000", drop, s -> 1000 * (trace(s).firstAtOrBelow(1, 15) - 15));
        most(name, "95 % of the queue from 2 s on, ms", "200", drop, s -> trace(s).queuePercentile(0.95, 17, 35));
        most(name, "longest freeze, ms", "500", drop, s -> first(s).shown.longestGap(14, 35));
        least(name, "frames a second", "20", drop, s -> first(s).shown.framesPerSecond(17, 35));
        most(name, "full rendition after, s", "10", drop, s -> trace(s).firstAtOrAbove(0, 35) - 35);
        Simulation[] tunnel = run(Scenarios::tunnel, 120);
        most(
                "tunnel of 1 Mbit/s",
                "95 % of the delay, ms",
                "700",
                tunnel,
                s -> first(s).shown.delayPercentile(0.95, 5, 120));
        Simulation[] lossy = run(seed -> Scenarios.lossy(seed, 0.03), 300);
        most("3 % in bursts, 40 ms", "steps down in 5 minutes", "0", lossy, s -> first(s).switchesDown());
        Simulation[] shared = run(Scenarios::shared, 120);
        most("two viewers on 2 Mbit/s", "larger share by the smaller", "2", shared, RateMeasurement::unfairness);
        Simulation[] pauses = run(Scenarios::pauses, 600);
        most("pauses of 20 to 40 ms", "steps down in 10 minutes", "1", pauses, s -> first(s).switchesDown());
        Simulation[] ample = run(Scenarios::ample, 3600);
        most("ample, an hour", "padding, %", "1", ample, s -> 100 * first(s).paddingShare());
        most("ample, an hour", "largest estimate, Mbit/s", "4", ample, s -> trace(s).largestEstimate() / 1e6);
        Simulation[] random = run(Scenarios::random, 60);
        least(
                "any path from 300 kbit/s on",
                "frames a second",
                "22",
                random,
                s -> first(s).shown.framesPerSecond(5, 60));
        most(
                "any path from 300 kbit/s on",
                "longest freeze after 5 s, ms",
                "",
                random,
                s -> first(s).shown.longestGap(5, 60));
    }

    private Simulation[] run(LongFunction<Simulation> scenario, double seconds) {
        Simulation[] simulations = new Simulation[seeds];
        for (int i = 0; i < seeds; i++) {
            simulations[i] = scenario.apply(i + 1);
            simulations[i].run(seconds);
        }
        return simulations;
    }

    private static void most(
            String name, String figure, String bound, Simulation[] all, ToDoubleFunction<Simulation> value) {
        double[] sorted = Arrays.stream(all).mapToDouble(value).sorted().toArray();
        System.out.printf(ROW, name, figure, bound, sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private static void least(
            String name, String figure, String bound, Simulation[] all, ToDoubleFunction<Simulation> value) {
        double[] sorted = Arrays.stream(all).mapToDouble(value).sorted().toArray();
        System.out.printf(ROW, name, figure, bound, sorted[sorted.length / 2], sorted[0]);
    }

    private static double unfairness(Simulation simulation) {
        double one = simulation.traces.get(0).meanSent(20, 120);
        double other = simulation.traces.get(1).meanSent(20, 120);
        return Math.max(one, other) / Math.min(one, other);
    }

    private static Viewer first(Simulation simulation) {
        return simulation.viewers.get(0);
    }

    private static Trace trace(Simulation simulation) {
        return simulation.traces.get(0);
    }
}
