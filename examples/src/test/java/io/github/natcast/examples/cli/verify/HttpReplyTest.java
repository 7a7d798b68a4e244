package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpReplyTest {
    private static final String CHUNKED =
            "HTTP/1.1 201 Created\r\nLocation: whep/live/1\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "4\r\nv=0\r\r\n5;x=y\r\n\nc=房\r\n0\r\n\r\n";

    private static HttpReply parse(String text) throws IOException {
        return HttpReply.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aWholeAnswerIsRead() throws IOException {
        HttpReply reply = parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX:  y \r\n\r\nabc");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("x", "y");
        assertThat(reply.body()).isEqualTo("abc");
    }

    @Test
    void chunksAreJoined() throws IOException {
        HttpReply reply = parse(CHUNKED.replace("5;x=y", "6;x=y"));
        assertThat(reply.body()).isEqualTo("v=0\r\nc=房");
        assertThat(reply.headers()).containsEntry("location", "whep/live/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort"
            })
    void whatIsNoAnswerIsRefused(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> parse(text));
    }

    /** Whoever holds the port writes what they like. */
    @Test
    void changedBytesGiveAnAnswerOrAnIOException() {
        Random random = new Random(20261127);
        byte[] whole = CHUNKED.replace("5;x=y", "6;x=y").getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(HttpReply.parse(bytes).status()).isBetween(100, 599);
                read++;
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("\n");
            }
        }
        assertThat(read).isPositive();
    }
}
