package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;

/**
 * The latest checks of one pair: only an answer to one of them counts (RFC 7675 §5.1). Confined to its agent's thread.
 */
final class SentChecks {
    /** A whole series, or consent checks of 40 s. */
    private static final int REMEMBERED = 8;

    static final int UNKNOWN = -1;
    private static final int CONTROLLING = 1;
    private static final int NOMINATING = 2;
    private static final int ANSWERED = 4;

    private final long[] high = new long[REMEMBERED];
    private final int[] low = new int[REMEMBERED];
    private final byte[] flags = new byte[REMEMBERED];
    private int sent;

    void add(TransactionId transaction, boolean controlling, boolean nominating) {
        int place = sent % REMEMBERED;
        high[place] = transaction.high();
        low[place] = transaction.low();
        flags[place] = (byte) ((controlling ? CONTROLLING : 0) | (nominating ? NOMINATING : 0));
        sent++;
    }

    /** Which check this answers; {@link #UNKNOWN} when it is none of them. */
    int find(StunPacket response) {
        for (int place = 0; place < Math.min(sent, REMEMBERED); place++) {
            if (high[place] == response.transactionHigh()
                    && low[place] == response.transactionLow()
                    && (flags[place] & ANSWERED) == 0) {
                return place;
            }
        }
        return UNKNOWN;
    }

    /** A second answer would be a replay. */
    void close(int place) {
        flags[place] |= ANSWERED;
    }

    boolean wasControlling(int place) {
        return (flags[place] & CONTROLLING) != 0;
    }

    boolean wasNominating(int place) {
        return (flags[place] & NOMINATING) != 0;
    }
}
