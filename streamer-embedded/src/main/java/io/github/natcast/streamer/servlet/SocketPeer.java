package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.WebSocketPeer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client's end of one of the container's WebSockets. Thread-safe. */
final class SocketPeer implements WebSocketPeer {
    private static final Logger LOGGER = LoggerFactory.getLogger(SocketPeer.class);
    private static final int LINGER_MILLIS = 2000;
    /** RFC 6455 §5.5: a control frame's payload has at most 125 bytes, of which two are the status. */
    private static final int MAXIMUM_REASON_BYTES = 123;

    private final Session session;
    private final ScheduledExecutorService timer;
    private final Executor waiting;
    private final Outbox outbox = new Outbox();

    /** @param waiting runs what may block until the client reads */
    SocketPeer(Session session, ScheduledExecutorService timer, Executor waiting) {
        this.session = session;
        this.timer = timer;
        this.waiting = waiting;
    }

    @Override
    public boolean isWritable() {
        return outbox.isWritable() && session.isOpen();
    }

    @Override
    public void send(String text, Runnable written) {
        outbox.add(done -> sendNow(text, written, done), text.length());
    }

    private void sendNow(String text, Runnable written, Runnable done) {
        try {
            session.getAsyncRemote().sendText(text, result -> {
                if (result.isOK()) {
                    written.run();
                    done.run();
                } else {
                    gone(result.getException());
                }
            });
        } catch (RuntimeException closed) { // as containers report a session that has just been closed
            gone(closed);
        }
    }

    /** To one who leaves messages unread, a ping would only wait behind them. */
    @Override
    public void ping() {
        if (outbox.isIdle()) {
            outbox.add(done -> waiting.execute(() -> pingNow(done)), 0);
        }
    }

    private void pingNow(Runnable done) {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            done.run();
        } catch (IOException | RuntimeException closed) {
            gone(closed);
        }
    }

    @Override
    public void close(int status, String reason) {
        CloseReason why = new CloseReason(() -> status, shortened(reason));
        outbox.addLast(done -> waiting.execute(() -> closeNow(why)));
        var unused = timer.schedule(this::abort, LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Jakarta WebSocket has no other end than the closing handshake, which waits for the client: the container's limit
     * for silence is what ends the wait.
     */
    @Override
    public void abort() {
        outbox.close();
        if (session.isOpen()) {
            waiting.execute(() -> closeNow(new CloseReason(CloseCodes.GOING_AWAY, "")));
        }
    }

    private void closeNow(CloseReason why) {
        try {
            session.setMaxIdleTimeout(LINGER_MILLIS);
            session.close(why);
        } catch (IOException | RuntimeException closed) {
            gone(closed);
        }
    }

    @Override
    public boolean setReading(boolean reading) {
        return false; // Jakarta WebSocket 2.1 cannot
    }

    /** The container notifies the endpoint of the end by itself. */
    private void gone(Throwable cause) {
        outbox.close();
        LOGGER.debug("a WebSocket of the servlet container failed: {}", cause.toString());
    }

    private static String shortened(String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= MAXIMUM_REASON_BYTES) {
            return reason;
        }
        int end = MAXIMUM_REASON_BYTES;
        while ((utf8[end] & 0xC0) == 0x80) { // not within a character
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }
}
