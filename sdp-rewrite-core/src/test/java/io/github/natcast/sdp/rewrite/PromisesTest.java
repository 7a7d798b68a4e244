package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.natcast.sdp.SdpCorpus;
import io.github.natcast.sdp.SdpParseException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class PromisesTest {
    private static final int GENERATED = 1500;

    @Test
    void areKeptForGeneratedDescriptions() {
        for (int seed = 0; seed < GENERATED; seed++) {
            check(new SdpGenerator(seed).description(), "seed " + seed);
        }
    }

    @Test
    void areKeptForTheCorpus() {
        for (Path file : SdpCorpus.files()) {
            check(SdpCorpus.read(file), file.toString());
        }
    }

    @Test
    void refusesOnlyTextsOverTheLimit() {
        SdpRewriter small = SdpRewriter.builder().maxLength(10).build();

        assertThat(small.rewriteText("v=0\r\ns=-\r\n")).isEqualTo("v=0\r\ns=-\r\n");
        Assertions.assertThatThrownBy(() -> small.rewriteText("v=0\r\ns=--\r\n"))
                .isInstanceOf(SdpParseException.class)
                .hasMessageContaining("11")
                .hasMessageContaining("10");
    }

    private static void check(String text, String where) {
        try {
            Promises.check(text);
        } catch (AssertionError | RuntimeException broken) {
            fail(where + ": " + text, broken);
        }
    }
}
