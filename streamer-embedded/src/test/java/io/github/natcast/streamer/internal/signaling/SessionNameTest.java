package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.signaling.SignalingReply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "a",
                "stage-1",
                "房间",
                "Küche",
                "a b",
                "..x",
                "...",
                "👩‍👩‍👧",
                "غرفة",
                "100%",
                "\"quoted\""
            })
    void takesAnyText(String name) {
        assertThat(SessionName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\nb",
                "a\rb",
                "\0",
                "a\u001b[31m",
                "\u0085",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "\u2066a",
                "\u200fa",
                "\ufffd",
                "\ud83d"
            })
    void refusesWhatWouldMakeALogLineLie(String name) {
        assertThat(SessionName.isValid(name)).isFalse();
    }

    /** A proxy or a server in between decodes a slash, or refuses it; browsers take dots for steps, however written. */
    @ParameterizedTest
    @ValueSource(strings = {"room/1", "/", "../x", ".", ".."})
    void refusesWhatCannotBeOnePartOfAPath(String name) {
        assertThat(SessionName.isValid(name)).isFalse();
        assertThat(SessionName.rule()).contains("slashes");
    }

    /** RFC 3986 §2.2: a slash that is percent-encoded separates nothing. */
    @ParameterizedTest
    @CsvSource({
        "GET, /whep/room%2F1, 404, bad_session_name",
        "DELETE, /whep/room%2F1, 404, bad_session_name",
        "POST, /whep/%2E%2E, 404, bad_session_name",
        "GET, /ws%2Froom, 404, not_found",
        "GET, /ws/room%2f1, 404, bad_session_name",
        "GET, /whep/room/1, 404, no_such_viewer",
        "GET, /whep/a%20b, 200, ''",
        "GET, /whep%2Froom, 404, not_found",
    })
    void aPathIsCutBeforeItIsDecoded(String method, String path, int status, String code) {
        try (FakeStreamer streamer = new FakeStreamer()) {
            SignalingReply reply = TestRequests.endpoint(streamer)
                    .answer(TestRequests.request(
                            method, path, Map.of("Content-Type", List.of(WhepEndpoint.SDP)), "v=0"));

            assertThat(reply.status()).isEqualTo(status);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(code);
            assertThat(streamer.viewers).isEmpty();
        }
    }

    @Test
    void countsBytes() {
        assertThat(SessionName.isValid("x".repeat(128))).isTrue();
        assertThat(SessionName.isValid("x".repeat(129))).isFalse();
        assertThat(SessionName.isValid("房".repeat(42) + "xx")).isTrue();
        assertThat(SessionName.isValid("房".repeat(43))).isFalse();
        assertThat(SessionName.isValid("👧".repeat(32))).isTrue();
        assertThat(SessionName.isValid("👧".repeat(33))).isFalse();
    }

    @Test
    void aPathSegmentIsAsciiAndDecodesToTheName() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            String name = random.ints(1 + random.nextInt(20), 1, 0x2FFFF)
                    .filter(Character::isDefined)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (SessionName.isValid(name)) {
                String segment = SessionName.pathSegment(name);
                assertThat(segment).matches("[A-Za-z0-9.*_%-]+");
                assertThat(URLDecoder.decode(segment, StandardCharsets.UTF_8)).isEqualTo(name);
            }
        }
    }

    @Test
    void neverCutsACharacterInHalf() {
        String excerpt = Problem.excerpt("x".repeat(79) + "👧".repeat(10));
        assertThat(excerpt).isEqualTo("x".repeat(79) + "…");
    }
}
