package io.github.natcast.sdp.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final Texts CHINESE = Texts.of(Locale.CHINESE);

    private static Stream<DoctorCase> everyCase() {
        return Stream.of(DoctorCase.all(), DoctorCase.faults(), DoctorCase.good())
                .flatMap(cases -> cases);
    }

    private static Stream<String> keys() {
        return new TreeSet<>(ENGLISH.keys()).stream();
    }

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(CHINESE.keys()).containsExactlyInAnyOrderElementsOf(ENGLISH.keys());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasTheSamePlacesInBothLanguages(String key) {
        assertThat(places(CHINESE, key)).isEqualTo(places(ENGLISH, key));
    }

    private static Set<String> places(Texts texts, String key) {
        return PLACE.matcher(pattern(texts, key))
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Puts each place where it stands. */
    private static String pattern(Texts texts, String key) {
        return texts.text(key, "{0}", "{1}", "{2}", "{3}", "{4}", "{5}", "{6}", "{7}", "{8}", "{9}");
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void findsTheSameInBothLanguages(DoctorCase tested) {
        List<Finding> english = tested.examine(Locale.ENGLISH);
        List<Finding> chinese = tested.examine(Locale.SIMPLIFIED_CHINESE);

        assertThat(chinese)
                .extracting(Finding::code, Finding::line)
                .isEqualTo(english.stream()
                        .map(finding -> org.assertj.core.groups.Tuple.tuple(finding.code(), finding.line()))
                        .toList());
        assertThat(chinese)
                .allSatisfy(finding -> Stream.of(finding.sentence(), finding.fix())
                        .forEach(text -> assertThat(text)
                                .endsWith("。")
                                .matches(".*\\p{IsHan}.*")
                                .doesNotContain("Optional")
                                .doesNotContainPattern(PLACE)));
    }

    /** A text that no case shows would be one that nobody has read in its place. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void showsEveryTextInSomeCase(String language) {
        Locale locale = Locale.forLanguageTag(language);
        Texts texts = Texts.of(locale);
        List<String> shown = everyCase()
                .flatMap(tested -> tested.examine(locale).stream())
                .flatMap(finding -> Stream.of(
                        finding.code().wireCode() + " " + finding.sentence(),
                        finding.code().wireCode() + " " + finding.fix()))
                .distinct()
                .toList();

        assertThat(keys().filter(key -> key.endsWith(".sentence") || key.endsWith(".fix"))
                        .filter(key -> !key.startsWith("too-large"))
                        .filter(key ->
                                shown.stream().noneMatch(shape(texts, key).asMatchPredicate())))
                .isEmpty();
    }

    private static Pattern shape(Texts texts, String key) {
        String code = key.substring(0, key.indexOf('.'));
        Matcher place = PLACE.matcher(code + " " + pattern(texts, key));
        StringBuilder shape = new StringBuilder("\\Q");
        while (place.find()) {
            place.appendReplacement(shape, Matcher.quoteReplacement("\\E.*\\Q"));
        }
        return Pattern.compile(place.appendTail(shape).append("\\E").toString());
    }

    @Test
    void belongsToACode() {
        List<String> codes =
                Arrays.stream(FindingCode.values()).map(FindingCode::wireCode).toList();

        assertThat(keys().filter(key -> key.endsWith(".sentence") || key.endsWith(".fix")))
                .allSatisfy(key -> assertThat(codes).contains(key.substring(0, key.indexOf('.'))));
    }

    @Test
    void writesNumbersAsTheyAreInSdp() {
        assertThat(ENGLISH.text("local-port-advertised.sentence", 10111, 20111, "udp"))
                .contains("10111 is")
                .contains("20111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de-CH", "und", "en-GB"})
    void speaksEnglishWhereThereIsNoOther(String tag) {
        assertThat(Texts.of(Locale.forLanguageTag(tag)).text("word.none")).isEqualTo("none");
    }
}
