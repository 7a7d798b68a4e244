package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

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

class NotesTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Notes ENGLISH = Notes.of(Locale.ENGLISH);
    private static final Notes CHINESE = Notes.of(Locale.SIMPLIFIED_CHINESE);

    private static Stream<String> keys() {
        return new TreeSet<>(ENGLISH.keys()).stream();
    }

    @Test
    void hasTheSameKeysInBothLanguages() {
        assertThat(CHINESE.keys()).containsExactlyInAnyOrderElementsOf(ENGLISH.keys());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void saysTheSameInBothLanguages(String key) {
        assertThat(places(CHINESE, key)).isEqualTo(places(ENGLISH, key));
        assertThat(HAN.matcher(ENGLISH.text(key, "", "")).find()).isFalse();
        assertThat(HAN.matcher(CHINESE.text(key, "", "")).find()).isTrue();
    }

    private static Set<String> places(Notes notes, String key) {
        return PLACE.matcher(notes.text(key, "{0}", "{1}"))
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void writesNumbersAsTheyAre() {
        Matcher matcher = Pattern.compile("UDP 10111,").matcher(ENGLISH.text("nginx.media", 10111));
        assertThat(matcher.find()).isTrue();
    }
}
