package io.github.natcast.streamer.internal.media.source.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FrameClientTest {
    /** More than any socket holds. */
    private static final int MOST_CHANGES = 10_000_000;

    @TempDir
    private Path folder;

    /** It holds nobody up, and when it reads at last it finds whole replies, of which the last one is true. */
    @Test
    void aClientThatDoesNotListenIsToldTheNewestStateLater() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("frames"));
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            listening.bind(address);
            TestClient deaf = new TestClient(address);
            SocketChannel accepted = listening.accept();
            accepted.configureBlocking(false);
            SelectionKey key = accepted.register(selector, SelectionKey.OP_READ);
            FrameIntake intake = new FrameIntake(new QueueSink(), () -> 0, () -> {});
            try (deaf;
                    FrameClient client = new FrameClient(accepted, key, new FrameParser(intake), 0)) {
                int changes = 0;
                while (key.interestOps() == SelectionKey.OP_READ && changes < MOST_CHANGES) {
                    client.tell(++changes % 2 == 1);
                }
                assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                client.tell(true);
                client.tell(false);

                while (key.interestOps() != SelectionKey.OP_READ) {
                    assertThat(deaf.reply()).isIn("1 ", "2 ");
                    client.tell(false);
                }
                for (int i = 0; i < 100; i++) {
                    deaf.reply(); // Otherwise there is no room for the last words.
                }
                client.dismiss(FrameReply.BUSY, "the end");

                String last = "";
                String beforeLast = "";
                while (!last.equals("3 the end")) {
                    beforeLast = last;
                    last = deaf.reply();
                }
                assertThat(beforeLast).isEqualTo("2 ");
            }
        }
    }
}
