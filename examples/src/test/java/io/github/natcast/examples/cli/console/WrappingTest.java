package io.github.natcast.examples.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void breaksBetweenWords() {
        assertThat(Wrapping.lines("one two three", 7)).containsExactly("one two", "three");
        assertThat(Wrapping.lines("one two three", 6)).containsExactly("one", "two", "three");
        assertThat(Wrapping.lines("", 6)).containsExactly("");
    }

    @Test
    void leavesALongWordWhole() {
        assertThat(Wrapping.lines("a abcdefghij b", 4)).containsExactly("a", "abcdefghij", "b");
    }

    @Test
    void countsTwoColumnsForAChineseCharacter() {
        assertThat(Wrapping.columns("处理：a")).isEqualTo(7);
        assertThat(Wrapping.lines("端口转发规则", 8)).containsExactly("端口转发", "规则");
    }

    @Test
    void keepsPunctuationWithItsWord() {
        assertThat(Wrapping.lines("端口转发，规则", 8)).containsExactly("端口转", "发，规则");
        assertThat(Wrapping.lines("端口转（规则）", 8)).containsExactly("端口转", "（规则）");
    }

    @Test
    void breaksBetweenScripts() {
        assertThat(Wrapping.lines("使用a=mid端口", 6)).containsExactly("使用", "a=mid", "端口");
    }
}
