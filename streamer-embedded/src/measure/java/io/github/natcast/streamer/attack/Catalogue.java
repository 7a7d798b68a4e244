package io.github.natcast.streamer.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All attacks, in the order of the table. */
final class Catalogue {
    private static final Map<String, Attack> ALL = new LinkedHashMap<>();

    static {
        for (Attack attack : List.of(
                new Nothing(),
                HeldConnections.halfOpen(),
                HeldConnections.idle(),
                OfferFlood.fast(),
                new StunFlood(false),
                new StunFlood(true),
                new Checks(),
                new HelloFlood(),
                new MediaFlood(MediaFlood.Kind.GARBAGE),
                new MediaFlood(MediaFlood.Kind.REPLAYED),
                new MediaFlood(MediaFlood.Kind.SPOOFED),
                new FeedbackStorm(FeedbackStorm.Kind.PLI),
                new FeedbackStorm(FeedbackStorm.Kind.PLI_FLOOD),
                new FeedbackStorm(FeedbackStorm.Kind.NACK),
                new FeedbackStorm(FeedbackStorm.Kind.TRANSPORT_FEEDBACK),
                new FeedbackStorm(FeedbackStorm.Kind.REPORTS),
                new Stalled(),
                new UnreadAnswers(UnreadAnswers.Kind.PIPELINED),
                new UnreadAnswers(UnreadAnswers.Kind.METRICS),
                new UnreadAnswers(UnreadAnswers.Kind.PINGS),
                new UnreadAnswers(UnreadAnswers.Kind.TEXT_PINGS),
                new UnreadAnswers(UnreadAnswers.Kind.ERRORS),
                new Unfinished(),
                new UnreadTcp(),
                new Amplification(),
                new FullOutput(),
                OfferFlood.many(),
                GuestSwarm.first(),
                GuestSwarm.whole())) {
            ALL.put(attack.name(), attack);
        }
    }

    private Catalogue() {}

    static Attack named(String name) {
        Attack attack = ALL.get(name);
        if (attack == null) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is none of the attacks all, " + String.join(", ", ALL.keySet()));
        }
        return attack;
    }

    /** One, several with commas between, or all that take less than minutes. */
    static List<Attack> select(String names) {
        if (!names.equals("all")) {
            return Arrays.stream(names.split(",")).map(Catalogue::named).toList();
        }
        List<Attack> all = new ArrayList<>(ALL.values());
        all.removeIf(GuestSwarm.class::isInstance);
        return all;
    }
}
