package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    @ParameterizedTest
    @EnumSource
    void isSaidInEnglishAndInChinese(Reason reason) {
        assertThat(reason.sentence(Locale.ENGLISH)).isEqualTo(reason.sentence());
        assertThat(reason.sentence(Locale.FRENCH)).isEqualTo(reason.sentence());
        assertThat(reason.sentence(Locale.forLanguageTag("zh-Hans-CN")))
                .matches(".*\\p{IsHan}.*")
                .doesNotEndWith("。");
    }

    @Test
    void hasNoTextForAReasonThatIsGone() {
        assertThat(ResourceBundle.getBundle("io.github.natcast.sdp.rewrite.reasons_zh", Locale.ROOT)
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void isSaidOnceInEachLanguage() {
        assertThat(Arrays.stream(Reason.values()).map(reason -> reason.sentence(Locale.CHINESE)))
                .doesNotHaveDuplicates();
    }
}
