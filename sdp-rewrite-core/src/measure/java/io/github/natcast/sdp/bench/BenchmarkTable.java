package io.github.natcast.sdp.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks and prints their ratios, their allocation, and the cost per character. */
public final class BenchmarkTable {
    private static final List<String> LENGTHS = List.of("65536", "262144", "1048576");

    private static final List<String> WAYS =
            List.of("rewriteText", "rewriteWithReport", "bareLineScan", "twoRegularExpressions", "jainParseToString");

    private final Map<String, RunResult> results = new HashMap<>();

    private BenchmarkTable() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws RunnerException {
        BenchmarkTable table = new BenchmarkTable();
        table.run(".*RewriteBenchmark.*", List.of("offer-5k", "sfu-60k", "public-5k"));
        table.run(".*RewriteBenchmark.rewriteText", LENGTHS);
        table.print();
    }

    private void run(String benchmarks, List<String> inputs) throws RunnerException {
        Collection<RunResult> run = new Runner(new OptionsBuilder()
                        .include(benchmarks)
                        .param("input", inputs.toArray(String[]::new))
                        .forks(1)
                        .warmupIterations(8)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        for (RunResult result : run) {
            String method = result.getParams().getBenchmark();
            results.put(
                    method.substring(method.lastIndexOf('.') + 1)
                            + " "
                            + result.getParams().getParam("input"),
                    result);
        }
    }

    private void print() {
        String header = "%-10s %-22s %12s %10s %10s %10s %12s";
        line(header, "input", "way", "ns", "x faster", "x faster", "x faster", "allocated /");
        line(header, "", "", "", "than jain", "than regex", "than scan", "text size");
        for (String input : List.of("offer-5k", "sfu-60k", "public-5k")) {
            int length = BenchmarkTexts.named(input).length();
            double jain = time("jainParseToString", input);
            double regex = time("twoRegularExpressions", input);
            double scan = time("bareLineScan", input);
            for (String way : WAYS) {
                double time = time(way, input);
                line(
                        "%-10s %-22s %12.0f %10.1f %10.2f %10.2f %12.2f",
                        input, way, time, jain / time, regex / time, scan / time, allocated(way, input) / length);
            }
        }
        for (String length : LENGTHS) {
            double time = time("rewriteText", length);
            line("%8s characters: %12.0f ns, %6.2f ns a character", length, time, time / Integer.parseInt(length));
        }
    }

    /** The median, which other work on the machine hardly changes. */
    private double time(String way, String input) {
        return result(way, input).getPrimaryResult().getStatistics().getPercentile(50);
    }

    private double allocated(String way, String input) {
        var secondary = result(way, input).getSecondaryResults();
        for (String name : secondary.keySet()) {
            if (name.endsWith("gc.alloc.rate.norm")) {
                return Objects.requireNonNull(secondary.get(name)).getScore();
            }
        }
        return Double.NaN;
    }

    private RunResult result(String way, String input) {
        return Objects.requireNonNull(results.get(way + " " + input), way + " " + input);
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
