package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.whep.Offers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Valid offers from one address on sixteen connections; nobody ever connects. */
final class OfferFlood implements Attack {
    private static final int CONNECTIONS = 16;

    private final String name;
    private final Bounds bounds;
    private final int perSecond;
    private final int most;

    private OfferFlood(String name, Bounds bounds, int perSecond, int most) {
        this.name = name;
        this.bounds = bounds;
        this.perSecond = perSecond;
        this.most = most;
    }

    /** A thousand a second. */
    static OfferFlood fast() {
        return new OfferFlood("offers", Bounds.WATCHERS, 1_000, Integer.MAX_VALUE);
    }

    /** Five thousand in ten seconds. */
    static OfferFlood many() {
        return new OfferFlood(
                "offers-that-never-connect", Bounds.WATCHERS.withJoins(500).withEverythingBackAfter(60), 500, 5_000);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws InterruptedException {
        AtomicInteger offers = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread thread = new Thread(() -> offer(target, deadline, tally, offers), "offers-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        deadline.await();
    }

    private void offer(Victim.Target target, Deadline deadline, Tally tally, AtomicInteger offers) {
        String request = Http.offerText(
                "/whep",
                target.http(),
                Offers.good(Session.IDENTITY.fingerprint().toString()),
                "");
        Pace pace = new Pace(perSecond / CONNECTIONS);
        while (!deadline.isOver() && offers.get() < most) {
            try (KeptAlive connection = new KeptAlive(target.addresses().attacker(), target.http())) {
                while (!deadline.isOver() && offers.get() < most) {
                    for (int due = pace.due(); due > 0 && !deadline.isOver(); due--) {
                        tally.count("answers " + connection.ask(request));
                        offers.incrementAndGet();
                    }
                    deadline.sleep(5);
                }
            } catch (IOException e) {
                tally.count("connections refused or broken");
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
