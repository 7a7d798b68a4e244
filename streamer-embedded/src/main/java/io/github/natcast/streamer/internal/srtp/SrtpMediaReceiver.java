package io.github.natcast.streamer.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Opens the RTP packets of a peer that sends media, in place. Confined to its owner's lock or thread, but for
 * {@link #erase}.
 *
 * <p>A packet that comes twice is opened twice: whoever asks for a lost one gets the same bytes again, later than the
 * replay list of RFC 3711 §3.3.2 reaches back. So the caller takes each sequence number once, which is what that list
 * is for.
 */
public final class SrtpMediaReceiver {
    /** What {@link #unprotectRtp} returns for a packet that is forged, damaged or too short. */
    public static final int REJECTED = -1;

    /** Pictures, sound, their retransmissions, and some for a sender that begins anew. */
    private static final int MAXIMUM_SSRCS = 16;

    private static final int RTP_HEADER_LENGTH = 12;

    private final SrtpProfile profile;
    private final SrtpContextFactory factory;
    private final SrtpPacket packet = new SrtpPacket();
    private final List<SrtpCryptoContext> contexts = new ArrayList<>(4);
    private volatile boolean erased;

    /** The arrays must have the profile's lengths. */
    public SrtpMediaReceiver(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        this.profile = profile;
        SrtpPolicy policy = profile.policy();
        policy.setReceiveReplayEnabled(false);
        factory = SrtpCiphers.contexts(false, policy, masterKey, masterSalt);
    }

    /** Overwrites the master key; nothing is opened afterwards. On any thread. */
    public void erase() {
        erased = true;
        factory.close();
    }

    /** Returns the opened length, or {@link #REJECTED}; the array's content is then undefined. */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        if (erased || length < RTP_HEADER_LENGTH + profile.tagLength()) {
            return REJECTED;
        }
        int ssrc = packet.of(buffer, offset, length).int32(8);
        SrtpCryptoContext known = context(ssrc);
        if (known == null && contexts.size() == MAXIMUM_SSRCS) {
            return REJECTED;
        }
        try {
            SrtpCryptoContext context = known != null ? known : factory.deriveContext(ssrc, 0);
            if (context.reverseTransformPacket(packet, false) != SrtpErrorStatus.OK) {
                return REJECTED;
            }
            if (known == null) {
                contexts.add(context);
            }
            return packet.getLength();
        } catch (GeneralSecurityException | RuntimeException damaged) {
            // The library does not check that a header's parts fit the packet.
            return REJECTED;
        }
    }

    private @Nullable SrtpCryptoContext context(int ssrc) {
        for (int i = 0; i < contexts.size(); i++) {
            if (contexts.get(i).getSsrc() == ssrc) {
                return contexts.get(i);
            }
        }
        return null;
    }
}
