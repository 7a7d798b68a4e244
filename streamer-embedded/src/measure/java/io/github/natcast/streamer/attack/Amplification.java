package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.whep.Offers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What comes back to addresses that never answer, each of which asked once: nothing that is larger than the question,
 * after an authentic check, whose source may be spoofed, at most twice as much, and to an address that an offer names
 * nothing.
 */
final class Amplification implements Attack {
    private static final int SECONDS = 20;
    private static final int CHANNEL_DATA = 0x4000;
    private static final int ALLOCATE = 0x0003;
    private static final long PAUSE_MILLIS = 100;

    private final Random random = new Random(4);

    /** One question from an address of its own. */
    private record Asked(String name, double most, byte[] question, Flood from, Tally answers) {}

    @Override
    public String name() {
        return "amplification";
    }

    @Override
    public int seconds(int usual) {
        return Math.max(SECONDS, usual);
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws Exception {
        IceCredentials known =
                Session.offer(target.addresses().attacker(), target.http()).credentials();
        List<Asked> all = new ArrayList<>();
        ask(all, target, "random bytes", 1, bytes(100));
        ask(all, target, "bare request", 1, bare());
        ask(all, target, "unknown fragment", 1, check("nobody", known.password()));
        ask(all, target, "wrong password", 1, check(known.usernameFragment(), "wrongwrongwrongwrong22"));
        ask(all, target, "authentic check", 2, check(known.usernameFragment(), known.password()));
        ask(all, target, "DTLS hello", 1, HelloFlood.hello());
        ask(all, target, "RTP", 1, begun(bytes(200), 0x8066));
        ask(all, target, "RTCP", 1, begun(bytes(64), 0x81C9));
        ask(all, target, "ChannelData", 1, begun(bytes(64), CHANNEL_DATA));
        ask(all, target, "TURN allocate", 1, begun(check("nobody", known.password()), ALLOCATE));
        all.add(named(target, tally));
        while (!deadline.isOver()) {
            for (Asked each : all) {
                each.from().read();
            }
            deadline.sleep(PAUSE_MILLIS);
        }
        for (Asked each : all) {
            long answered = each.answers().of("bytes answered");
            tally.add("bytes to " + each.name() + " of " + each.question().length, answered);
            if (answered > each.most() * each.question().length) {
                tally.found("answer to " + each.name());
            }
            each.from().close();
        }
    }

    private void ask(List<Asked> all, Victim.Target target, String name, double most, byte[] question)
            throws IOException, InterruptedException {
        Tally answers = new Tally();
        Flood from = new Flood(target.addresses().attacker(1 + all.size()), target.media(), answers);
        from.send(question);
        all.add(new Asked(name, most, question, from, answers));
    }

    /** An offer names an address that knows nothing of it: without a STUN server nothing is sent there at all. */
    private static Asked named(Victim.Target target, Tally tally) throws IOException {
        Tally answers = new Tally();
        Flood victim = new Flood(target.addresses().attacker(100), target.media(), answers);
        String candidate = "a=candidate:1 1 udp 2130706431 "
                + victim.address().getAddress().getHostAddress() + " "
                + victim.address().getPort() + " typ host\r\n";
        Http.Answer answer = Http.offer(
                target.addresses().attacker(),
                target.http(),
                "/whep",
                Offers.good(Session.IDENTITY.fingerprint().toString()) + candidate);
        if (answer.status() != 201) {
            tally.found("offer with a candidate got " + answer.status());
        }
        return new Asked("a named address", 0, new byte[0], victim, answers);
    }

    private byte[] check(String fragment, String password) {
        return TinyStun.request(bytes(12), fragment + ":tiny", password, true, 5);
    }

    /** A header without attributes (RFC 8489 §5). */
    private byte[] bare() {
        byte[] request = Arrays.copyOf(check("", "none"), 20);
        return ByteBuffer.wrap(request).putShort(2, (short) 0).array();
    }

    private byte[] bytes(int length) {
        byte[] all = new byte[length];
        random.nextBytes(all);
        return all;
    }

    private static byte[] begun(byte[] packet, int first) {
        ByteBuffer.wrap(packet).putShort((short) first);
        return packet;
    }
}
