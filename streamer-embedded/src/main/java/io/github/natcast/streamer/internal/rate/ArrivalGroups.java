package io.github.natcast.streamer.internal.rate;

/**
 * Packets that left together, or that something on the path let go together, are one group: their delays say one thing
 * (draft-ietf-rmcat-gcc-02 §5.2). Confined to its {@link TransportEstimator}. Microseconds that wrap.
 */
final class ArrivalGroups {
    private static final int BURST_MICROS = 5_000;
    private static final int LONGEST_BURST_MICROS = 100_000;

    private final Trendline trendline;
    private boolean any;
    private int firstSent;
    private int lastSent;
    private int firstArrival;
    private int lastArrival;
    private int delay;

    ArrivalGroups(Trendline trendline) {
        this.trendline = trendline;
    }

    /** @param packetDelay of this packet, in microseconds */
    void add(int sent, int arrival, int packetDelay) {
        if (!any) {
            begin(sent, arrival, packetDelay);
        } else if (sent - firstSent >= 0) {
            if (belongs(sent, arrival)) {
                lastSent = sent - lastSent > 0 ? sent : lastSent;
                if (arrival - lastArrival >= 0) {
                    lastArrival = arrival;
                    delay = packetDelay;
                }
            } else {
                trendline.add(lastArrival, delay);
                begin(sent, arrival, packetDelay);
            }
        }
    }

    private boolean belongs(int sent, int arrival) {
        if (sent - firstSent <= BURST_MICROS) {
            return true;
        }
        int sinceArrival = arrival - lastArrival;
        return sinceArrival <= BURST_MICROS
                && sinceArrival < sent - lastSent
                && arrival - firstArrival < LONGEST_BURST_MICROS;
    }

    private void begin(int sent, int arrival, int packetDelay) {
        any = true;
        firstSent = sent;
        lastSent = sent;
        firstArrival = arrival;
        lastArrival = arrival;
        delay = packetDelay;
    }

    void restart() {
        any = false;
        trendline.restart();
    }
}
