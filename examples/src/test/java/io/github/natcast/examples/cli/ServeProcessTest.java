package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a separate process can show: signals, standard streams, a class path without natives. */
@Timeout(120)
final class ServeProcessTest {
    private static final int PATIENCE_SECONDS = 30;

    private static final String OFFER = "{\"type\":\"webrtc_offer\",\"sdp\":\""
            + String.join(
                    "\\r\\n",
                    "v=0",
                    "o=- 1 1 IN IP4 127.0.0.1",
                    "s=-",
                    "t=0 0",
                    "a=group:BUNDLE 0",
                    "m=video 9 UDP/TLS/RTP/SAVPF 96",
                    "c=IN IP4 0.0.0.0",
                    "a=mid:0",
                    "a=recvonly",
                    "a=rtcp-mux",
                    "a=ice-ufrag:abcd",
                    "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                    "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
                    "a=setup:actpass",
                    "a=rtpmap:96 VP8/90000",
                    "\"}");

    @TempDir
    private Path folder;

    @Test
    void aTerminatedServerSaysGoodbyeAndLeavesNothingButTheReadyLine() throws Exception {
        Path log = folder.resolve("stderr");
        Process process = ChildJvm.natcast(
                        entry -> true,
                        List.of(),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180",
                        "--source=-",
                        "--pixel-format=rgb",
                        "--source-size=64x64")
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).as("first line; %s", Files.readString(log)).matches("ready http://127\\.0\\.0\\.1:\\d+/");
            URI page = URI.create(ready.substring("ready ".length()));
            assertThat(get(page.resolve("/healthz"))).contains("\"source\":\"test pattern\"");

            writePictures(process);
            assertThat(awaitSource(page, "standard input")).isTrue();

            CompletableFuture<Integer> goodbye = new CompletableFuture<>();
            WebSocket viewer = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws" + page.toString().substring("http".length()) + "ws"), listener(goodbye))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.toHandle().destroy(); // unlike Process.destroy() it leaves the streams open

            assertThat(goodbye.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1001);
            viewer.abort();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            assertThat(out.readLine()).isNull();
            assertThat(Files.readString(log))
                    .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d INFO  ")
                    .doesNotContain("ERROR")
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void picturesOfAnotherSizeAreToldAndTheStandbyGoesOn() throws Exception {
        Path log = folder.resolve("stderr");
        Process process = ChildJvm.natcast(
                        entry -> true,
                        List.of(),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180",
                        "--source=-",
                        "--pixel-format=rgb",
                        "--source-size=64x64")
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).as("first line; %s", Files.readString(log)).startsWith("ready ");
            URI page = URI.create(ready.substring("ready ".length()));
            process.getOutputStream().write(new byte[60 * 64 * 3]);
            process.getOutputStream().close();

            assertThat(awaitEvent(page, "is it really 64x64 RGB?")).isTrue();
            assertThat(get(page.resolve("/healthz"))).contains("\"source\":\"test pattern\"");
            assertThat(process.isAlive()).isTrue();
            assertThat(Files.readString(log))
                    .containsOnlyOnce("source standard input ended within a picture, after 11520 of 12288 bytes")
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aPublicNameThatMovesIsToldToWhoWatches() throws Exception {
        Path log = folder.resolve("stderr");
        Path hosts = Files.writeString(folder.resolve("hosts"), "203.0.113.7 media.example\n");
        Process process = ChildJvm.natcast(
                        entry -> true,
                        List.of("-Djdk.net.hosts.file=" + hosts),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180",
                        "--public-address=media.example:40111")
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).as("first line; %s", Files.readString(log)).startsWith("ready ");
            BlockingQueue<String> messages = new LinkedBlockingQueue<>();
            WebSocket viewer = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(ready.replace("ready http", "ws") + "ws"), collector(messages))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            viewer.sendText(OFFER, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            awaitMessage(messages, "ice_candidate.* 203\\.0\\.113\\.7 40111 ");

            Files.writeString(hosts, "203.0.113.9 media.example\n");

            awaitMessage(messages, "ice_candidate.* 203\\.0\\.113\\.9 40111 ");
            viewer.abort();
            assertThat(Files.readString(log))
                    .containsOnlyOnce("were [203.0.113.7 udp")
                    .containsOnlyOnce("are [203.0.113.9 udp")
                    .contains("media.example");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void everyLineOfAJsonLogIsAnObjectAndTheReadyLineIsFollowedByThePublicUrl() throws Exception {
        Path log = folder.resolve("stderr");
        Process process = ChildJvm.natcast(
                        entry -> true,
                        List.of(),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180",
                        "--log-format=json",
                        "--public-address=203.0.113.9:40111",
                        "--public-tcp=203.0.113.9:40110")
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("ready http://127.0.0.1:");
            assertThat(out.readLine()).isEqualTo("public http://203.0.113.9:40110/");
            process.toHandle().destroy();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            List<String> lines = Files.readAllLines(log);
            assertThat(lines).isNotEmpty();
            for (String line : lines) {
                assertThat(new ObjectMapper().readTree(line).fieldNames())
                        .toIterable()
                        .contains("time", "level", "logger", "message");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The test pattern shows until a client delivers, and the socket's file goes with the process. */
    @Test
    void framesFromAnotherProcessTakeTheStandbysPlace() throws Exception {
        Path socket = folder.resolve("frames");
        Path log = folder.resolve("stderr");
        Process process = ChildJvm.natcast(
                        entry -> true,
                        List.of(),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180",
                        "--source=frames:" + socket)
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).as("first line; %s", Files.readString(log)).startsWith("ready ");
            URI page = URI.create(ready.substring("ready ".length()));
            assertThat(get(page.resolve("/healthz"))).contains("\"source\":\"test pattern\"");

            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                ByteBuffer picture = ByteBuffer.allocate(32 + 64 * 64 * 3).order(ByteOrder.LITTLE_ENDIAN);
                picture.put(new byte[] {'N', 'C', 'F', 'S', 1, 1, 4, 0})
                        .putInt(64)
                        .putInt(64)
                        .putInt(0);
                client.write(picture.putInt(64 * 64 * 3).rewind());
                assertThat(awaitSource(page, "frames:unix:" + socket)).isTrue();
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.exists(socket)).isFalse();
            assertThat(Files.readString(log)).doesNotContain("Exception").doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }

    /** At most ten a second: the frame rate slows the writer down. */
    private static void writePictures(Process process) throws Exception {
        for (int number = 0; number < 5; number++) {
            process.getOutputStream().write(new byte[64 * 64 * 3]);
        }
        process.getOutputStream().flush();
    }

    private static boolean awaitSource(URI page, String name) throws Exception {
        return awaitEvent(page, name + " is shown");
    }

    private static boolean awaitEvent(URI page, String event) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (get(page.resolve("/healthz")).contains(event)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private static void awaitMessage(BlockingQueue<String> messages, String pattern) throws InterruptedException {
        List<String> others = new ArrayList<>();
        for (String message = ""; message != null; message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            if (Pattern.compile(pattern).matcher(message).find()) {
                return;
            }
            others.add(message);
        }
        throw new AssertionError("no " + pattern + " among " + others);
    }

    private static WebSocket.Listener collector(BlockingQueue<String> messages) {
        StringBuilder message = new StringBuilder();
        return new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                message.append(data);
                if (last) {
                    messages.add(message.toString());
                    message.setLength(0);
                }
                socket.request(1);
                return null;
            }
        };
    }

    private static WebSocket.Listener listener(CompletableFuture<Integer> goodbye) {
        return new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                goodbye.complete(status);
                return null;
            }

            @Override
            public void onError(WebSocket socket, Throwable error) {
                goodbye.completeExceptionally(error);
            }
        };
    }

    /** More than a pipe holds is logged before the server is ready. */
    @Test
    void aLogThatNobodyReadsHoldsNothingUp() throws Exception {
        Process process = ChildJvm.of(
                        TalkativeNatcast.class,
                        entry -> true,
                        List.of(),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0",
                        "--size=320x180")
                .start();
        // A server that waits for its log's reader is never ready, and a blocked read knows no timeout.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).startsWith("ready ");
            assertThat(get(URI.create(ready.substring("ready ".length())).resolve("/healthz")))
                    .contains("test pattern");
            assertThat(process.getErrorStream().available())
                    .as("the pipe is full")
                    .isGreaterThan(50_000);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void missingNativesAreToldWithTheArtefactToAdd() throws Exception {
        Process process = ChildJvm.natcast(
                        entry -> !entry.matches(".*(ffmpeg|javacpp)-.*-(linux|macosx|windows)-.*\\.jar"),
                        List.of("-Dorg.bytedeco.javacpp.cachedir=" + folder),
                        "serve",
                        "--bind=127.0.0.1",
                        "--http-port=0",
                        "--media-port=0")
                .start();
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            String said = new String(err.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.lines()).hasSize(1);
            assertThat(said)
                    .startsWith("natcast: FFmpeg's natives for ")
                    .contains("add the Maven artefacts org.bytedeco:ffmpeg and org.bytedeco:javacpp");
            assertThat(out.readAllBytes()).isEmpty();
            assertThat(process.waitFor()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }
}
