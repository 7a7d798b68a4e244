package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes down what an adapter asks for. */
final class RecordingSignaling implements Signaling {
    final BlockingQueue<SignalingRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<WebSocketPeer> peers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public int maximumBodyBytes() {
        return 1000;
    }

    @Override
    public int maximumMessageBytes() {
        return 1000;
    }

    @Override
    public SignalingReply answer(SignalingRequest request) {
        requests.add(request);
        return new SignalingReply(
                204, Map.of("X-Several", List.of("a", "b")), new byte[0], () -> events.add("written"));
    }

    @Override
    public boolean isWebSocket(SignalingRequest request) {
        return false;
    }

    @Override
    public boolean mayBlock(SignalingRequest request) {
        return true;
    }

    @Override
    public WebSocketSession open(SignalingRequest request, WebSocketPeer peer) {
        requests.add(request);
        peers.add(peer);
        return new WebSocketSession() {
            @Override
            public void onText(String text) {
                events.add("text " + text);
            }

            @Override
            public void onBinary() {
                events.add("binary");
            }

            @Override
            public void onIdle(boolean first) {
                events.add("idle");
            }

            @Override
            public long heartbeatMillis() {
                return 60_000;
            }

            @Override
            public void onClose(int status) {
                events.add("closed " + status);
            }

            @Override
            public void onLost() {
                events.add("lost");
            }
        };
    }
}
