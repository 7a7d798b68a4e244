package io.github.natcast.examples.cli.verify;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sends one ping when the WebSocket is open, and waits for its pong. Thread-safe. */
final class PingListener implements WebSocket.Listener {
    private final ByteBuffer payload;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile int closeCode;
    private volatile @Nullable WebSocket socket;

    /** How it ended. */
    enum Outcome {
        PONG,
        /** The server spoke WebSocket, and did not want to go on: as with a token that is missing. */
        CLOSED
    }

    /** @param nonce what the pong repeats, at most 125 characters */
    PingListener(String nonce) {
        payload = ByteBuffer.wrap(nonce.getBytes(StandardCharsets.US_ASCII));
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    int closeCode() {
        return closeCode;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failure goes to the outcome
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(Long.MAX_VALUE);
        opened.sendPing(payload.duplicate()).whenComplete((same, error) -> {
            if (error != null) {
                outcome.completeExceptionally(error);
            }
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        if (message.equals(payload)) {
            outcome.complete(Outcome.PONG);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closeCode = statusCode;
        outcome.complete(Outcome.CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        outcome.completeExceptionally(error);
    }

    /** Ends the connection. */
    void abort() {
        WebSocket opened = socket;
        if (opened != null) {
            opened.abort();
        }
    }
}
