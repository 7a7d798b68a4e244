package io.github.natcast.streamer.attack;

import java.io.IOException;

/** Those who join and leave beside an attack, each from an address of its own, and those who ask for health. */
final class Joins implements AutoCloseable {
    private static final long JOIN_EVERY_MILLIS = 250;
    private static final long ASK_EVERY_MILLIS = 500;

    private final Asking joins;
    private final Asking health;

    Joins(Victim.Target target) {
        joins = new Asking("joins", JOIN_EVERY_MILLIS, number -> joinAndLeave(target, number));
        health = new Asking("health", ASK_EVERY_MILLIS, number -> {
            Http.Answer answer = Http.get(target.addresses().joiner(number), target.http(), "/healthz");
            if (answer.status() != 200) {
                throw new IOException("status " + answer.status());
            }
        });
    }

    /** A join has its first packet. */
    private static void joinAndLeave(Victim.Target target, int number) throws IOException, InterruptedException {
        Guest guest = Guest.join(target.addresses().joiner(number), target.http());
        try {
            guest.mediaSource();
        } catch (IOException e) {
            guest.close();
            throw e;
        }
        guest.leave();
    }

    void reset() {
        joins.reset();
        health.reset();
    }

    Asking.Times joins() {
        return joins.times();
    }

    Asking.Times health() {
        return health.times();
    }

    @Override
    public void close() {
        joins.close();
        health.close();
    }
}
