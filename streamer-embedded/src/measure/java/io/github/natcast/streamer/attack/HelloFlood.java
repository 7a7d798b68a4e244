package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.dtls.LoopbackDtlsClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A DTLS client's first flight at 50,000 a second, from addresses that never did ICE. */
final class HelloFlood implements Attack {
    @Override
    public String name() {
        return "dtls-hellos";
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws Exception {
        byte[] hello = hello();
        try (Flood flood = new Flood(target.addresses().attacker(), target.media(), tally)) {
            flood.run(Flood.PER_SECOND, deadline, number -> {
                hello[10] = (byte) number; // the record's number
                return hello;
            });
        }
    }

    /** What a real client sends first. */
    static byte[] hello() throws IOException, InterruptedException {
        CompletableFuture<byte[]> first = new CompletableFuture<>();
        Fingerprint any = Fingerprint.parse("sha-256 " + "00:".repeat(31) + "00");
        LoopbackDtlsClient client = new LoopbackDtlsClient(
                Session.IDENTITY,
                any,
                List.of(SrtpProfile.values()),
                1000,
                (packet, offset, length) -> first.complete(Arrays.copyOfRange(packet, offset, offset + length)));
        Thread thread = new Thread(
                () -> {
                    try {
                        client.connect();
                    } catch (IOException nobodyAnswers) {
                        // As meant.
                    }
                },
                "hello");
        thread.setDaemon(true);
        thread.start();
        try {
            return first.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }
}
