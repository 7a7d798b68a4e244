package io.github.natcast.examples.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReadersTest {
    @Test
    void tomlKeepsThePlaceOfEachKey() throws UserException {
        Node.Table root = TomlText.read("f", "a.b = 1\n[[c]]\n  d = 'x'\n[[c]]\nd = \"1\"\n");

        assertThat(root.entry("a").orElseThrow().place()).hasToString("f:1:1");
        assertThat(root.value("c").orElseThrow()).isInstanceOfSatisfying(Node.Items.class, items -> {
            assertThat(items.nodes())
                    .extracting(Node::place)
                    .extracting(Place::line)
                    .containsExactly(2, 4);
            assertThat(items.nodes().get(0))
                    .isInstanceOfSatisfying(
                            Node.Table.class,
                            table -> assertThat(table.entry("d"))
                                    .contains(new Node.Entry(
                                            new Place("f", 3, 3),
                                            new Node.Scalar(new Place("f", 3, 3), "x", Node.Sort.TEXT))));
        });
    }

    /** Editors on Windows write one before the text. */
    @Test
    void tomlMayBeginWithAByteOrderMarkAndHaveLinesAsWindowsEndsThem() throws UserException {
        Node.Table root = TomlText.read("f", "\uFEFFa = 1\r\nb = 2\r\n");

        assertThat(root.entry("a").orElseThrow().place()).hasToString("f:1:1");
        assertThat(root.entry("b").orElseThrow().place()).hasToString("f:2:1");
    }

    @Test
    void yamlKeepsThePlaceOfEachKeyAndFollowsAliases() throws UserException {
        Node.Table root = yaml("base: &b\n  k: v\nmore:\n  <<: *b\n  l: \"w\"\n");

        assertThat(root.value("more").orElseThrow()).isInstanceOfSatisfying(Node.Table.class, more -> {
            assertThat(more.entry("k").orElseThrow().place()).hasToString("f:2:3");
            assertThat(more.value("l")).contains(new Node.Scalar(new Place("f", 5, 6), "w", Node.Sort.TEXT));
        });
    }

    @Test
    void iniKeepsThePlaceOfEachKey() throws UserException {
        Node.Table root = IniText.read("f", "; first\n[common]\n a = b = c \n[x]\nq = \"r\"\n");

        assertThat(root.value("common").orElseThrow())
                .isInstanceOfSatisfying(
                        Node.Table.class,
                        table -> assertThat(table.entry("a"))
                                .contains(new Node.Entry(
                                        new Place("f", 3, 2),
                                        new Node.Scalar(new Place("f", 3, 2), "b = c", Node.Sort.PLAIN))));
        assertThat(root.entry("x").orElseThrow().place()).hasToString("f:4:1");
    }

    @ParameterizedTest
    @CsvSource({"a = , f:1:5", "'[a', f:1:3", "'a = \"{{ x\n', f:1:5"})
    void tomlNamesThePlaceOfAnError(String text, String place) {
        assertThatThrownBy(() -> TomlText.read("f", text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(place.substring(0, place.lastIndexOf(':')));
    }

    @ParameterizedTest
    @CsvSource({"'a: *b', f:1:4", "'a: [', f:1", "'a: b: c', f:1:5", "'\t- x', f:1:1"})
    void yamlNamesThePlaceOfAnError(String text, String place) {
        assertThatThrownBy(() -> YamlText.read("f", text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(place)
                .hasMessageNotContaining("\n");
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> TomlText.read("f", "a = " + deep))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("f:1:55: more than 50 brackets are open");
        assertThatThrownBy(() -> YamlText.read("f", deep))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("more than 50 levels");
    }

    @Test
    void bracketsInTextsAndCommentsAreNoNesting() throws UserException {
        String brackets = "[".repeat(60);
        String text = "# " + brackets + "\na = \"" + brackets + "\\\"" + brackets + "\"\nb = '" + brackets
                + "'\nc = \"\"\"\n" + brackets + "\"\"\"\n" + "e = [1]\n";

        assertThat(TomlText.read("f", text).entries()).containsOnlyKeys("a", "b", "c", "e");
    }

    @Test
    void aTreeOfAliasesCostsNoMoreThanItsText() throws UserException {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(yaml(text.toString()).entries()).hasSize(40);
    }

    @Test
    void anEmptyYamlFileHasNoDocument() throws UserException {
        assertThat(YamlText.read("f", "# nothing\n")).isEmpty();
    }

    private static Node.Table yaml(String text) throws UserException {
        Optional<Node> root = YamlText.read("f", text);
        return (Node.Table) root.orElseThrow();
    }
}
