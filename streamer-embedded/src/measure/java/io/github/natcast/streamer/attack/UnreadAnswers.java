package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Four connections that ask and never read: pipelined requests, WebSocket pings, messages that earn an error. */
final class UnreadAnswers implements Attack {
    private static final int CONNECTIONS = 4;
    private static final int AT_ONCE = 64 << 10;
    private static final byte[] NOTHING = {};

    private final Kind kind;

    /** What is asked. */
    enum Kind {
        PIPELINED,
        METRICS,
        PINGS,
        TEXT_PINGS,
        ERRORS
    }

    UnreadAnswers(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return switch (kind) {
            case PIPELINED -> "unread-pipelined";
            case METRICS -> "unread-metrics";
            case PINGS -> "unread-pings";
            case TEXT_PINGS -> "unread-text-pings";
            case ERRORS -> "unread-errors";
        };
    }

    @Override
    public Bounds bounds() {
        return Bounds.WATCHERS.withResident(100);
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        boolean http = kind == Kind.PIPELINED || kind == Kind.METRICS;
        byte[] greeting = http ? NOTHING : WebSocketText.handshake(target.http());
        byte[] repeated = Pouring.many(question(target), AT_ONCE);
        List<Pouring> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(new Pouring(
                    target.addresses().attacker(), target.http(), tally, greeting, repeated, Long.MAX_VALUE));
        }
        while (!deadline.isOver()) {
            boolean any = false;
            for (Pouring each : all) {
                any |= each.pour();
            }
            if (!any) {
                deadline.sleep(5);
            }
        }
        for (Pouring each : all) {
            each.close();
        }
    }

    private byte[] question(Victim.Target target) {
        return switch (kind) {
            case PIPELINED -> Http.head("GET", "/page.js", target.http(), "").getBytes(StandardCharsets.US_ASCII);
            case METRICS -> Http.head("GET", "/metrics", target.http(), "").getBytes(StandardCharsets.US_ASCII);
            case PINGS -> WebSocketText.ping(125);
            case TEXT_PINGS -> WebSocketText.text("{\"type\":\"ping\"}");
            case ERRORS -> WebSocketText.text("{\"type\":\"nothing-that-is-known\"}");
        };
    }
}
