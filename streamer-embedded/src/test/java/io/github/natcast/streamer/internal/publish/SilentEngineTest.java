package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SRS closes the connection of whatever it does not take: no status says why. */
@Timeout(60)
final class SilentEngineTest {
    private static final int MOST_CONNECTIONS = 10;

    @Test
    void isTriedAgainAndTheOperatorIsToldWhatToLookAt() throws Exception {
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> closeAll(engine), "silent-engine");
            thread.setDaemon(true);
            thread.start();
            URI endpoint = URI.create("http://127.0.0.1:" + engine.getLocalPort() + "/rtc/v1/whip/?app=live&stream=a");
            WhipClient client = new WhipClient(
                    endpoint,
                    new JdkHttpExchange(Runnable::run),
                    () -> CompletableFuture.completedStage(Optional.empty()),
                    InstantSource.system());

            WhipClient.Posted posted =
                    client.post("v=0\r\n").toCompletableFuture().join();

            Refusal refusal = ((WhipClient.Refused) posted).refusal();
            assertThat(refusal.last()).isFalse();
            assertThat(refusal.reason())
                    .contains("closes the connection without an answer")
                    .doesNotContain("stream=a");
        }
    }

    /** The client may ask once more by itself. */
    private static void closeAll(ServerSocket engine) {
        try {
            for (int i = 0; i < MOST_CONNECTIONS; i++) {
                try (Socket connection = engine.accept()) {
                    connection.shutdownOutput();
                    // Unread bytes would make a reset of the close.
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }
}
