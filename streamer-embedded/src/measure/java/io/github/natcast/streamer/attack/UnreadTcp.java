package io.github.natcast.streamer.attack;

import java.io.IOException;

/** One viewer over ICE-TCP that reads nothing after its first packets. */
final class UnreadTcp implements Attack {
    @Override
    public String name() {
        return "unread-ice-tcp";
    }

    @Override
    public Bounds bounds() {
        return Bounds.WATCHERS.withResident(100);
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        try (Guest guest = Guest.joinByTcp(target.addresses().attacker(), target.http())) {
            guest.mediaSource();
            guest.stopReading();
            tally.count("viewer that does not read");
            deadline.await();
        }
    }
}
