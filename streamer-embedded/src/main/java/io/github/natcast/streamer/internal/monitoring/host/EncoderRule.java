package io.github.natcast.streamer.internal.monitoring.host;

import java.util.Optional;

/**
 * Whether an encoder keeps up: it does not when it is never free, and pictures are left out. Then a picture takes it
 * longer than until the next one comes. Stateless.
 */
final class EncoderRule {
    private static final double NEVER_FREE = 0.9;
    private static final double LEFT_OUT = 0.1;
    private static final double SECOND_NANOS = 1e9;

    private EncoderRule() {}

    /** The worst encoding in a sentence. */
    static Optional<String> judge(HostSample before, HostSample now) {
        double nanos = (double) (now.nanoTime() - before.nanoTime());
        Optional<String> worst = Optional.empty();
        double most = LEFT_OUT;
        for (EncodingSample encoding : now.encodings()) {
            Optional<EncodingSample> old = before.encodings().stream()
                    .filter(other -> other.name().equals(encoding.name()))
                    .findFirst();
            if (old.isEmpty() || nanos <= 0) {
                continue; // it was opened meanwhile, which takes its time
            }
            long encoded = encoding.pictures() - old.get().pictures();
            long dropped = encoding.dropped() - old.get().dropped();
            double busy = (encoding.encodeNanos() - old.get().encodeNanos()) / nanos;
            double share = encoded + dropped == 0 ? 0 : dropped / (double) (encoded + dropped);
            if (encoded > 0 && dropped > 1 && busy >= NEVER_FREE && share >= most) {
                most = share;
                worst = Optional.of(sentence(encoding, nanos, encoded, dropped, busy));
            }
        }
        return worst;
    }

    private static String sentence(EncodingSample encoding, double nanos, long encoded, long dropped, double busy) {
        long millis = Math.round(busy * nanos / encoded / 1e6);
        long rate = Math.round((encoded + dropped) * SECOND_NANOS / nanos);
        long percent = Math.round(100.0 * dropped / (encoded + dropped));
        return encoding.name() + ": " + encoding.encoder() + " takes " + millis + " ms for a picture, but " + rate
                + " a second come, so " + percent + " % of them are left out. Make pictures smaller or fewer a second,"
                + " use an encoder on graphics hardware, or give the process more processor cores";
    }
}
