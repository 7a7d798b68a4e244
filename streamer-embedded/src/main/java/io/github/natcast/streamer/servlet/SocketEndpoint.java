package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the container's WebSockets, notified to signalling. The container's threads and the timer call it; a lock lets
 * one in at a time, and nothing that it holds the lock for blocks.
 */
final class SocketEndpoint extends Endpoint {
    private static final Logger LOGGER = LoggerFactory.getLogger(SocketEndpoint.class);

    private final Signaling signaling;
    private @Nullable WebSocketSession socket;
    private @Nullable ScheduledFuture<?> nextCheck;
    private boolean ended;

    SocketEndpoint(Signaling signaling) {
        this.signaling = signaling;
    }

    @Override
    public synchronized void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0); // whether the client still answers is for signalling to find out
        session.setMaxTextMessageBufferSize(signaling.maximumMessageBytes());
        SignalingRequest request = Handshake.request(session);
        WebSocketPeer peer = new SocketPeer(session, SocketThreads.TIMER, SocketThreads.WAITING);
        WebSocketSession opened = signaling.open(request, peer);
        socket = opened;
        IdleWatch idle = new IdleWatch(TimeUnit.MILLISECONDS.toNanos(opened.heartbeatMillis()), System.nanoTime());
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> received(idle, opened, text));
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>)
                (bytes, last) -> receivedBinary(idle, opened, last));
        session.addMessageHandler(
                PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> idle.heard(System.nanoTime()));
        watch(idle, opened);
    }

    private synchronized void received(IdleWatch idle, WebSocketSession opened, String text) {
        idle.heard(System.nanoTime());
        if (!ended) {
            opened.onText(text);
        }
    }

    private synchronized void receivedBinary(IdleWatch idle, WebSocketSession opened, boolean last) {
        idle.heard(System.nanoTime());
        if (!ended && last) {
            opened.onBinary();
        }
    }

    private synchronized void watch(IdleWatch idle, WebSocketSession opened) {
        if (ended) {
            return;
        }
        IdleWatch.Silence silence = idle.check(System.nanoTime());
        if (silence != IdleWatch.Silence.NONE) {
            opened.onIdle(silence == IdleWatch.Silence.FIRST);
        }
        nextCheck = SocketThreads.TIMER.schedule(
                () -> watch(idle, opened), idle.delay(System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized void onClose(Session session, CloseReason reason) {
        WebSocketSession opened = socket;
        if (ended || opened == null) {
            return;
        }
        ended = true;
        if (nextCheck != null) {
            nextCheck.cancel(false);
        }
        int status = reason.getCloseCode().getCode();
        if (status == CloseCodes.CLOSED_ABNORMALLY.getCode()) { // RFC 6455 §7.1.5: without a close frame
            opened.onLost();
        } else {
            opened.onClose(status);
        }
    }

    /** A close follows. */
    @Override
    public void onError(Session session, Throwable failure) {
        LOGGER.debug("a WebSocket of the servlet container failed: {}", failure.toString());
    }
}
