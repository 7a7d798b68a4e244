package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.transport.TinyIceClient;
import java.io.IOException;

/** Authentic checks with new transactions by one viewer, 5,000 a second. */
final class Checks implements Attack {
    private static final int PER_SECOND = 5_000;

    @Override
    public String name() {
        return "authentic-checks";
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        Session session = Session.offer(target.addresses().attacker(), target.http());
        try (TinyIceClient ice =
                new TinyIceClient(target.addresses().attacker(), session.udp(), session.credentials())) {
            Pace pace = new Pace(PER_SECOND);
            while (!deadline.isOver()) {
                for (int due = pace.due(); due > 0; due--) {
                    ice.check(true);
                }
                Thread.sleep(1);
            }
            pace.tell(tally);
        }
    }
}
