package io.github.natcast.examples.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.console.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final Texts CHINESE = Texts.of(Locale.CHINESE);

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(CHINESE.keys()).isEqualTo(ENGLISH.keys());
    }

    @Test
    void hasAFixForEachSentenceOfACode() {
        List<String> codes =
                Arrays.stream(LintCode.values()).map(LintCode::wireCode).toList();

        assertThat(sentences()).allSatisfy(key -> {
            assertThat(codes).contains(key.substring(0, key.indexOf('.')));
            assertThat(ENGLISH.keys()).contains(key.replace(".sentence", ".fix"));
        });
    }

    @Test
    void hasTheSamePlacesInBothLanguages() {
        assertThat(ENGLISH.keys())
                .allSatisfy(key -> assertThat(places(CHINESE, key)).isEqualTo(places(ENGLISH, key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void hasNoSentenceThatNoFaultShows(String language) throws UserException {
        Locale locale = Locale.forLanguageTag(language);
        List<String> shown = new ArrayList<>();
        for (PlantedFault fault : PlantedFault.all().toList()) {
            fault.files().examine(locale).forEach(finding -> shown.add(finding.sentence()));
        }

        assertThat(sentences())
                .allSatisfy(key ->
                        assertThat(shown).anyMatch(shape(Texts.of(locale), key).asMatchPredicate()));
    }

    @Test
    void showsNoControlCharacterOfAFile() {
        assertThat(ENGLISH.text("unknown-key.fix", "", "a\u001b[31m\nb")).isEqualTo("Write a?[31m?b.");
    }

    private static Stream<String> sentences() {
        return ENGLISH.keys().stream().filter(key -> key.endsWith(".sentence"));
    }

    private static List<String> places(Texts texts, String key) {
        return PLACE.matcher(pattern(texts, key))
                .results()
                .map(result -> result.group())
                .distinct()
                .sorted()
                .toList();
    }

    private static String pattern(Texts texts, String key) {
        return texts.text(key, "{0}", "{1}", "{2}", "{3}", "{4}");
    }

    private static Pattern shape(Texts texts, String key) {
        Matcher place = PLACE.matcher(pattern(texts, key));
        StringBuilder shape = new StringBuilder("\\Q");
        while (place.find()) {
            place.appendReplacement(shape, Matcher.quoteReplacement("\\E.*\\Q"));
        }
        return Pattern.compile(place.appendTail(shape).append("\\E").toString());
    }
}
