package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.signaling.WebSocketPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client's end that keeps what it is sent. Confined to the test's thread, but for the queue. */
final class FakePeer implements WebSocketPeer {
    final List<String> sent = new ArrayList<>();

    /** Of each message, what is to be run once it is written. */
    final BlockingQueue<Runnable> written = new LinkedBlockingQueue<>();

    boolean writable = true;
    boolean canSuspend = true;
    boolean reading = true;
    int pings;
    boolean aborted;
    int closedWith;

    static String offer(String sdp) {
        return "{\"type\":\"webrtc_offer\",\"sdp\":\"" + sdp + "\"}";
    }

    String last() {
        return sent.get(sent.size() - 1);
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void send(String text, Runnable afterWriting) {
        sent.add(text);
        written.add(afterWriting);
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(int status, String reason) {
        closedWith = status;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public boolean setReading(boolean value) {
        reading = value || !canSuspend;
        return canSuspend;
    }
}
