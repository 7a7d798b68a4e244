package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.natcast.topology.IceServer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkedIceServersTest {
    private static List<IceServer> of(String... values) {
        return LinkedIceServers.of(List.of(values));
    }

    @Test
    void readsSeveralInALineAndInSeveralLines() {
        assertThat(of(
                        "<stun:a.example.org>;rel=ice-server , <https://example.org/,;>; rel=\"next\",<stun:b.example.org>"
                                + " ; REL=\"other ice-server\"",
                        "<turn:c.example.org:3478?transport=tcp>; username=u; rel=\"ice-server\"; credential=p"))
                .containsExactly(
                        IceServer.stun("stun:a.example.org"),
                        IceServer.stun("stun:b.example.org"),
                        IceServer.turn("turn:c.example.org:3478?transport=tcp", "u", "p"));
    }

    /** Quoted as HTTP has it, or escaped as URLs; what is no escape is left alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|plain",
                "a;b,c=d|a;b,c=d",
                "a\\\"b\\\\c|a\"b\\c",
                "a%2Bb%2F%3D|a+b/=",
                "a+b/=|a+b/=",
                "100%|100%",
                "%zz%41|%zz%41",
                "%C3%A9|é",
            })
    void readsCredentials(String written, String meant) {
        assertThat(of("<turn:t.example.org>; rel=\"ice-server\"; username=\"u\"; credential=\"" + written + "\""))
                .containsExactly(IceServer.turn("turn:t.example.org", "u", meant));
    }

    @Test
    void readsLongCredentials() {
        String plain = "a".repeat(8_000) + "%";
        String escaped = "%41".repeat(2_600);
        assertThat(of(
                        "<turn:t.example.org>; rel=\"ice-server\"; username=u; credential=" + plain,
                        "<turn:t.example.org>; rel=\"ice-server\"; username=u; credential=" + escaped + "%",
                        "<turn:t.example.org>; rel=\"ice-server\"; username=u; credential=" + escaped))
                .containsExactly(
                        IceServer.turn("turn:t.example.org", "u", plain),
                        IceServer.turn("turn:t.example.org", "u", escaped + "%"),
                        IceServer.turn("turn:t.example.org", "u", "A".repeat(2_600)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<stun:a.example.org",
                "<stun:a.example.org>",
                "<https://a.example.org>; rel=\"ice-server\"",
                "<turn:a.example.org>; rel=\"ice-server\"",
                "<stun:>; rel=\"ice-server\"",
                "<stun:a.example.org>; rel=\"next\"; rel=\"ice-server\"",
            })
    void leavesOutWhatIsOfNoUse(String value) {
        assertThat(of(value)).isEmpty();
    }

    @Test
    void takesAFewOfMany() {
        assertThat(of("<stun:a.example.org>; rel=ice-server,".repeat(100))).hasSize(LinkedIceServers.MOST);
    }

    @Test
    void endsOnAnyText() {
        Random random = new Random(7);
        String alphabet = "<>;,=\"\\% abrelicesvturn:.-";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("<stun:a.b>;rel=\"ice-server\"");
            for (int edits = random.nextInt(1, 12); edits > 0; edits--) {
                text.insert(random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> of(text.toString())).as(text.toString()).doesNotThrowAnyException();
        }
    }
}
