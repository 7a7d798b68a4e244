package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walks in {@code ARCHITECTURE.md}: ways that the code takes, and short ones. Prints their lengths. */
final class WalksTest {
    private static final String API = WalksTest.class.getPackageName() + ".";
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. `([\\w.]+)`");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(WalksTest.class.getPackageName());

    @ParameterizedTest(name = "{0}: at most {1} files")
    @CsvSource({"A pushed **frame**, 20", "An **offer** over, 30"})
    void eachFileIsReachedFromOneBeforeIt(String walk, int most) throws Exception {
        List<JavaClass> steps = steps(walk);
        System.out.println(walk.replace("*", "") + " enters " + steps.size() + " files");

        assertThat(steps).hasSizeBetween(most / 2, most);
        List<JavaClass> before = new ArrayList<>(List.of(steps.get(0)));
        for (JavaClass step : steps.subList(1, steps.size())) {
            assertThat(before)
                    .as("steps before %s, of which one must hand something to it", step.getName())
                    .anyMatch(earlier -> hands(earlier, step));
            before.add(step);
        }
    }

    private static List<JavaClass> steps(String walk) throws Exception {
        String text = Files.readString(Path.of("..", "ARCHITECTURE.md"));
        int begin = text.indexOf("\n" + walk);
        assertThat(begin).as("the place of \"%s\" in ARCHITECTURE.md", walk).isNotNegative();
        String section = text.substring(begin, nextHeading(text, begin));
        return STEP.matcher(section).results().map(step -> type(step.group(1))).toList();
    }

    private static int nextHeading(String text, int from) {
        return Stream.of("\nAn **offer** over", "\n## ")
                .mapToInt(heading -> text.indexOf(heading, from + 1))
                .filter(place -> place > 0)
                .min()
                .orElse(text.length());
    }

    private static JavaClass type(String name) {
        return CLASSES.get(API + (name.contains(".") ? "internal." : "") + name);
    }

    /** By a call, or across a queue that the later one empties; also through an interface or a nested class. */
    private static boolean hands(JavaClass earlier, JavaClass later) {
        Set<JavaClass> uses = uses(earlier);
        return uses.contains(later)
                || parts(later)
                        .flatMap(part -> part.getAllRawInterfaces().stream())
                        .anyMatch(uses::contains)
                || uses(later).contains(earlier);
    }

    /** The class and what is nested in it. */
    private static Stream<JavaClass> parts(JavaClass type) {
        return CLASSES.stream().filter(part -> outermost(part).equals(type));
    }

    private static Set<JavaClass> uses(JavaClass type) {
        return parts(type)
                .flatMap(part -> part.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .flatMap(used -> Stream.of(used, outermost(used)))
                .collect(Collectors.toSet());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(WalksTest::outermost).orElse(type);
    }
}
