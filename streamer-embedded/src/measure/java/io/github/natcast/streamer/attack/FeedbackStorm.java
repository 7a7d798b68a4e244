package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.util.Random;

/** One viewer's feedback, authentic and far too much of it. */
final class FeedbackStorm implements Attack {
    private final Kind kind;

    /** What is sent, and how often a second. */
    enum Kind {
        /** One key frame in 300 ms was for everybody. */
        PLI(4),
        PLI_FLOOD(5_000),
        NACK(20_000),
        TRANSPORT_FEEDBACK(20_000),
        REPORTS(20_000);

        private final int perSecond;

        Kind(int perSecond) {
            this.perSecond = perSecond;
        }
    }

    FeedbackStorm(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return switch (kind) {
            case PLI -> "pli-4-a-second";
            case PLI_FLOOD -> "pli-flood";
            case NACK -> "nack-flood";
            case TRANSPORT_FEEDBACK -> "feedback-flood";
            case REPORTS -> "report-flood";
        };
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        Random random = new Random(3);
        try (Guest guest = Guest.join(target.addresses().attacker(), target.http())) {
            Feedback feedback = new Feedback(guest);
            Pace pace = new Pace(kind.perSecond);
            while (!deadline.isOver()) {
                for (int due = pace.due(); due > 0; due--) {
                    guest.peer().send(feedback.seal(next(feedback, random)));
                }
                Thread.sleep(1);
            }
            pace.tell(tally);
        }
    }

    private byte[] next(Feedback feedback, Random random) {
        return switch (kind) {
            case PLI, PLI_FLOOD -> feedback.pictureLoss();
            case NACK -> feedback.nack(random.nextInt(65_536), 250);
            case TRANSPORT_FEEDBACK -> feedback.transportWide(random.nextInt(65_536), 8);
            case REPORTS -> feedback.receiverReport();
        };
    }
}
