package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Viewers who come at a thousand a minute, stay for two seconds, and go; every third without a word. */
final class GuestSwarm implements Attack {
    private static final int A_MINUTE = 1_000;
    private static final int AT_ONCE = 64;
    private static final long STAY_MILLIS = 2_000;
    /** Until those who went without a word are missed (RFC 7675: 30 s), and idle threads have ended. */
    private static final int AFTER_SECONDS = 100;
    /** A leak of 10 kB a viewer is twice that; less is what the allocators keep. */
    private static final int RESIDENT_BACK_MEGABYTES = 50;

    private final String name;
    private final int guests;

    private GuestSwarm(String name, int guests) {
        this.name = name;
        this.guests = guests;
    }

    /** As many as the options say. */
    static GuestSwarm whole() {
        return new GuestSwarm("swarm", Options.ofProperties().guests());
    }

    /** After whom everything is compared. */
    static GuestSwarm first() {
        return new GuestSwarm("swarm-first", 500);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Bounds bounds() {
        return Bounds.WATCHERS.withEverythingBackAfter(AFTER_SECONDS).withResidentBack(RESIDENT_BACK_MEGABYTES);
    }

    @Override
    public int seconds(int usual) {
        return guests * 60 / A_MINUTE + 5;
    }

    @Override
    public Optional<Attack> before() {
        return Optional.of(first());
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws InterruptedException {
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
        Pace pace = new Pace(A_MINUTE / 60 + 1);
        int come = 0;
        while (!deadline.isOver() && come < guests) {
            for (int due = pace.due(); due > 0 && come < guests; due--) {
                int number = come++;
                people.execute(() -> visit(target, number, tally));
            }
            deadline.sleep(20);
        }
        people.shutdown();
        tally.add("not waited for", people.awaitTermination(15, TimeUnit.SECONDS) ? 0 : 1);
        if (tally.of("joined") < guests * 99L / 100) {
            tally.found("guests refused");
        }
    }

    private static void visit(Victim.Target target, int number, Tally tally) {
        try {
            Guest guest = Guest.join(target.addresses().guest(number), target.http());
            try (guest) {
                guest.mediaSource();
                tally.count("joined");
                Thread.sleep(STAY_MILLIS);
                if (number % 3 != 0) {
                    guest.leave();
                }
            }
        } catch (IOException e) {
            tally.count("failed (" + e.getMessage() + ")");
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
