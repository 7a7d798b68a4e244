package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import java.io.IOException;
import java.util.Random;

/** Binding requests at 50,000 a second: of no session of the server's, or of one, with a wrong password. */
final class StunFlood implements Attack {
    private static final String WRONG = "wrongwrongwrongwrong22";
    private static final int DIFFERENT = 4096;

    private final boolean knowsFragment;

    StunFlood(boolean knowsFragment) {
        this.knowsFragment = knowsFragment;
    }

    @Override
    public String name() {
        return knowsFragment ? "stun-wrong-password" : "stun-unknown";
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        Random random = new Random(1);
        String fragment = "unknown";
        if (knowsFragment) {
            IceCredentials of =
                    Session.offer(target.addresses().attacker(), target.http()).credentials();
            fragment = of.usernameFragment();
        }
        byte[][] requests = new byte[DIFFERENT][];
        for (int i = 0; i < DIFFERENT; i++) {
            byte[] transaction = new byte[12];
            random.nextBytes(transaction);
            String local = knowsFragment ? fragment : fragment + i;
            requests[i] = TinyStun.request(transaction, local + ":tiny", WRONG, true, i);
        }
        try (Flood flood = new Flood(target.addresses().attacker(), target.media(), tally)) {
            flood.run(Flood.PER_SECOND, deadline, number -> {
                // Another transaction each time; MESSAGE-INTEGRITY is wrong anyway.
                byte[] request = requests[(int) (number % DIFFERENT)];
                request[8] = (byte) (number / DIFFERENT);
                return request;
            });
        }
    }
}
