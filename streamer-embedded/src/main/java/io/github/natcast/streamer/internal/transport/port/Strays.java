package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.limits.TokenBucket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose SRTCP comes from an unknown port of a known host: that of a viewer behind a NAT, or a tunnel, that was
 * restarted. Candidates are the viewers of that host whose reports could go on with this packet, by its SSRC and index,
 * which are sent in clear; decryption tells. A stranger's packet costs a look into a table, and at the host of a viewer
 * a share of what all strays may cost. Confined to the receive thread.
 */
final class Strays {
    /** Decryptions, and searches among a host's viewers, for all packets from unknown addresses. */
    private static final int PER_SECOND = 500;

    private static final int BURST = 100;

    /** Viewers whose keys are tried for one packet. */
    private static final int TRIES = 4;

    /** A viewer that was silent for longer has checked its path meanwhile; its reports come every 50 ms or more. */
    private static final int LONGEST_LEAD = 1000;

    /** A viewer's keys are tried no more often while that is in vain. */
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    /** Between two packets that may cause a check of one viewer's new address. */
    private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<InetAddress, List<Place>> places = new HashMap<>();
    private final Map<Claimant, Place> byClaimant = new HashMap<>();
    private final TokenBucket budget;
    private byte[] copy = new byte[0];

    /** A viewer, who may have sent it. */
    interface Claimant {
        /** As {@link io.github.natcast.streamer.internal.transport.IceSessionListener#strayLead}. */
        int strayLead(byte[] packet, int length);

        /** Takes the packet if it is authentic; otherwise false, and nothing changed but the array. */
        boolean onStray(MediaBase base, InetSocketAddress remote, byte[] packet, int length);
    }

    /** Where a viewer is, and from when on its keys may be tried. */
    private static final class Place {
        final Claimant claimant;
        final InetAddress host;
        long earliestNanos;

        Place(Claimant claimant, InetAddress host, long earliestNanos) {
            this.claimant = claimant;
            this.host = host;
            this.earliestNanos = earliestNanos;
        }

        boolean isReady(long nowNanos) {
            return nowNanos - earliestNanos >= 0;
        }
    }

    Strays(long nowNanos) {
        budget = new TokenBucket(PER_SECOND, BURST, nowNanos);
    }

    /** The claimant's path leads to this host now. */
    void moved(Claimant claimant, InetAddress host, long nowNanos) {
        Place known = byClaimant.get(claimant);
        if (known != null && known.host.equals(host)) {
            return;
        }
        forget(claimant);
        Place place = new Place(claimant, host, known == null ? nowNanos : known.earliestNanos);
        byClaimant.put(claimant, place);
        places.computeIfAbsent(host, unknown -> new ArrayList<>(1)).add(place);
    }

    void forget(Claimant claimant) {
        Place known = byClaimant.remove(claimant);
        if (known != null) {
            places.computeIfPresent(known.host, (host, there) -> {
                there.remove(known);
                return there.isEmpty() ? null : there;
            });
        }
    }

    /** A packet that is not STUN, from an address that passed no check. Leaves the array as it is. */
    void receive(MediaBase base, InetSocketAddress remote, byte[] packet, int length, long nowNanos) {
        List<Place> there = isRtcp(packet, length) ? places.get(remote.getAddress()) : null;
        if (there == null || !budget.take(nowNanos)) {
            return;
        }
        for (int tries = 0; tries < TRIES; tries++) {
            Place likeliest = likeliest(there, packet, length, nowNanos);
            if (likeliest == null || (tries > 0 && !budget.take(nowNanos))) {
                return;
            }
            likeliest.earliestNanos = nowNanos + PAUSE_NANOS;
            if (likeliest.claimant.onStray(base, remote, copy(packet, length), length)) {
                likeliest.earliestNanos = nowNanos + CHECK_INTERVAL_NANOS;
                return;
            }
        }
    }

    /** RFC 5761 §4; too short packets are left to the keys. */
    private static boolean isRtcp(byte[] packet, int length) {
        return length > 1 && (packet[0] & 0xc0) == 0x80 && (packet[1] & 0xe0) == 0xc0;
    }

    /** The one whose last report is the least before this one. */
    private static @Nullable Place likeliest(List<Place> there, byte[] packet, int length, long nowNanos) {
        Place likeliest = null;
        int least = LONGEST_LEAD + 1;
        for (int i = 0; i < there.size(); i++) {
            Place place = there.get(i);
            int lead = place.isReady(nowNanos) ? place.claimant.strayLead(packet, length) : 0;
            if (lead > 0 && lead < least) {
                likeliest = place;
                least = lead;
            }
        }
        return likeliest;
    }

    /** Keys that are wrong spoil what they are tried on. */
    private byte[] copy(byte[] packet, int length) {
        if (copy.length < length) {
            copy = new byte[packet.length];
        }
        System.arraycopy(packet, 0, copy, 0, length);
        return copy;
    }
}
