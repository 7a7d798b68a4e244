package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ViewerDoctorTest {
    private static final Path DOCUMENT = Path.of("../docs/verdicts.md");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Pattern INSIDE = Pattern.compile("\\{[89]}");
    private static final Texts ENGLISH = Texts.ofVerdicts(Locale.ENGLISH);
    private static final Texts CHINESE = Texts.ofVerdicts(Locale.CHINESE);

    private static Stream<ViewerCases.Case> bad() {
        return ViewerCases.bad();
    }

    private static Stream<ViewerEvidence> good() {
        return ViewerCases.good();
    }

    private static Stream<String> keys() {
        return new TreeSet<>(ENGLISH.keys()).stream();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesTheCauseAndWhatToChange(ViewerCases.Case tested) {
        ViewerVerdict english = judge(tested.evidence(), Locale.ENGLISH).orElseThrow();
        ViewerVerdict chinese =
                judge(tested.evidence(), Locale.SIMPLIFIED_CHINESE).orElseThrow();

        assertThat(english.code()).isEqualTo(tested.code()).isEqualTo(chinese.code());
        assertThat(english.operator()).contains(tested.shown());
        assertThat(texts(english))
                .allSatisfy(text -> assertThat(text)
                        .endsWith(".")
                        .doesNotContain("  ", "Optional", "[]")
                        .doesNotContainPattern(PLACE));
        assertThat(texts(chinese))
                .allSatisfy(text -> assertThat(text)
                        .endsWith("。")
                        .doesNotContain("Optional", "[]")
                        .doesNotContainPattern(PLACE));
    }

    @ParameterizedTest
    @MethodSource("good")
    void saysNothingOfAViewerThatIsWell(ViewerEvidence evidence) {
        assertThat(judge(evidence, Locale.ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void tellsEverybodyNothingFromInside(ViewerCases.Case tested) {
        ViewerVerdict verdict = judge(tested.evidence(), Locale.ENGLISH).orElseThrow();

        assertThat(verdict.general() + verdict.viewer())
                .doesNotContain("20111", "another certificate", "no such device");
    }

    @Test
    void showsEachCodeInACase() {
        assertThat(bad().map(ViewerCases.Case::code).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(ViewerVerdictCode.values());
    }

    /** A text that no case shows would be one that nobody has read in its place. */
    @Test
    void showsEachTextInACase() {
        Set<String> shown = bad().map(
                        tested -> ViewerDoctor.judgement(tested.evidence()).orElseThrow())
                .flatMap(judgement ->
                        Stream.of(judgement.code().wireCode(), judgement.code().wireCode() + "." + judgement.variant()))
                .collect(Collectors.toSet());

        assertThat(keys().filter(key -> !key.startsWith("word."))
                        .map(key -> key.substring(0, key.lastIndexOf('.')))
                        .filter(key -> !shown.contains(key)))
                .isEmpty();
    }

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(CHINESE.keys()).isEqualTo(ENGLISH.keys());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasTheSamePlacesInBothLanguages(String key) {
        assertThat(places(CHINESE, key)).isEqualTo(places(ENGLISH, key));
    }

    /** The blank in place of a private word would not make a sentence. */
    @ParameterizedTest
    @MethodSource("keys")
    void hasAGeneralSentenceForEachThatNamesWhatIsInside(String key) {
        boolean inside = INSIDE.matcher(pattern(ENGLISH, key)).find();

        assertThat(inside && !key.endsWith(".operator")).isFalse();
        assertThat(inside && !ENGLISH.keys().contains(key.replace(".operator", ".general")))
                .isFalse();
    }

    @Test
    void belongsToACode() {
        List<String> codes = Arrays.stream(ViewerVerdictCode.values())
                .map(ViewerVerdictCode::wireCode)
                .toList();

        assertThat(keys().filter(key -> !key.startsWith("word.")))
                .allSatisfy(key -> assertThat(codes).contains(key.substring(0, key.indexOf('.'))));
    }

    @ParameterizedTest
    @EnumSource
    void documentsEachCodeWithItsPhase(ViewerVerdictCode code) {
        assertThat(DOCUMENT)
                .content()
                .contains("| `" + code.wireCode() + "` | " + code.phase().name().toLowerCase(Locale.ROOT) + " | ");
    }

    @Test
    void documentsTheBudgets() {
        assertThat(DOCUMENT)
                .content()
                .contains(
                        "connection that media can take | " + ViewerBudgets.CONNECTED / 1000 + " s |",
                        "the first picture | " + ViewerBudgets.FIRST_FRAME / 1000 + " s |",
                        "first frame that was sent | " + ViewerBudgets.FIRST_REPORT / 1000 + " s |",
                        "the viewer's buffer | " + ViewerBudgets.DELAY + " ms |",
                        "lost | " + percent(ViewerBudgets.LOSS) + "; from " + percent(ViewerBudgets.SOME_LOSS),
                        "explains the loss | " + ViewerBudgets.SHORT_QUEUE + " ms |",
                        "waits " + ViewerBudgets.LATENESS + " ms",
                        "decodes and drops | " + percent(ViewerBudgets.DROPPED));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static Optional<ViewerVerdict> judge(ViewerEvidence evidence, Locale locale) {
        return ViewerDoctor.judge(evidence, locale);
    }

    private static List<String> texts(ViewerVerdict verdict) {
        return List.of(verdict.operator(), verdict.general(), verdict.viewer());
    }

    private static Set<String> places(Texts texts, String key) {
        return PLACE.matcher(pattern(texts, key))
                .results()
                .map(place -> place.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String pattern(Texts texts, String key) {
        return texts.text(key, "{0}", "{1}", "{2}", "{3}", "{4}", "{5}", "{6}", "{7}", "{8}", "{9}");
    }
}
