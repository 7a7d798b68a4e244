package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Nobody reads the command line's output any more, while viewers come and go who are worth a line each. */
final class FullOutput implements Attack {
    private static final long PAUSE_MILLIS = 100;

    @Override
    public String name() {
        return "full-output";
    }

    @Override
    public Bounds bounds() {
        return Bounds.WATCHERS.withJoins(500);
    }

    @Override
    public Victim victim(Options options, Path log) throws IOException {
        return ProgramProcess.start(options, log);
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws InterruptedException {
        List<Guest> guests = new ArrayList<>();
        for (int number = 0; !deadline.isOver(); number++) {
            try {
                guests.add(Guest.join(target.addresses().attacker(number), target.http()));
                tally.count("viewers came");
                if (guests.size() > 5) {
                    guests.remove(0).leave();
                }
            } catch (IOException e) {
                tally.count("viewers failed");
            }
            deadline.sleep(PAUSE_MILLIS);
        }
    }
}
