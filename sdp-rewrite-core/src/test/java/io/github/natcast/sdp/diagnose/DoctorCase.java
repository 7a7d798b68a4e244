package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.topology.NetworkTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One block of a file below {@code doctor}; the README there describes the form. */
record DoctorCase(String file, String name, List<String> lines) {
    private static final Path FOLDER = Path.of("src/test/resources/doctor");

    /** The blocks that belong to checks. */
    static Stream<DoctorCase> all() {
        return in("cases");
    }

    /** Whole set-ups, each with something planted. */
    static Stream<DoctorCase> faults() {
        return in("faults");
    }

    /** Whole set-ups in which viewers connect. */
    static Stream<DoctorCase> good() {
        return in("good");
    }

    private static Stream<DoctorCase> in(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .flatMap(DoctorCase::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<DoctorCase> read(Path file) {
        List<DoctorCase> cases = new ArrayList<>();
        for (String block : text(file).strip().split("\n{2,}", -1)) {
            List<String> lines = block.lines().toList();
            assertThat(lines.get(0)).as(file.toString()).startsWith("# ");
            cases.add(new DoctorCase(
                    file.getFileName().toString(), lines.get(0).substring(2), lines.subList(1, lines.size())));
        }
        return cases.stream();
    }

    static String base(String file) {
        return text(FOLDER.resolve(file));
    }

    List<Finding> examine() {
        return examine(Locale.ENGLISH);
    }

    List<Finding> examine(Locale locale) {
        SdpDoctor doctor = SdpDoctor.forTopology(NetworkTopology.fromJson(edited(
                        "topology", values("topology-is").stream().findFirst().orElseGet(() -> base("topology.json")))))
                .inLanguage(locale);
        boolean serverOffers = values("server").contains("offers");
        List<String> only = values("only");
        String checks = values("checks").stream().findFirst().orElse("unknown");
        return (serverOffers ? doctor.whereServerOffers() : doctor)
                .examine(Negotiation.of(
                                only.contains("answer")
                                        ? Optional.empty()
                                        : Optional.of(edited("offer", base("offer.sdp"))),
                                only.contains("offer")
                                        ? Optional.empty()
                                        : Optional.of(edited("answer", base("answer.sdp"))))
                        .withCandidates(values("offer-candidate"), values("answer-candidate"))
                        .withChecks(ObservedChecks.valueOf(
                                checks.toUpperCase(Locale.ROOT).replace('-', '_'))));
    }

    List<String> expectations() {
        return values("expect");
    }

    private List<String> values(String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .toList();
    }

    private String edited(String what, String text) {
        String result = text;
        for (String edit : values(what)) {
            int arrow = edit.indexOf("=>");
            assertThat(arrow).as("%s needs =>", edit).isPositive();
            String before = edit.substring(0, arrow).strip().replace("\\n", "\n");
            String after = edit.substring(arrow + 2).strip().replace("\\n", "\n");
            assertThat(result).as("%s: %s", file, name).contains(before);
            result = result.replace(before, after);
        }
        return result;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
