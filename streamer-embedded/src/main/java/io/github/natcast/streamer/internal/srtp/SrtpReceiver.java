package io.github.natcast.streamer.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;

/** Opens one viewer's SRTCP packets, in place. Confined to the transport's receive thread, but for {@link #erase}. */
public final class SrtpReceiver {
    /** What {@link #unprotectRtcp} returns for a packet that is forged, damaged, repeated or too short. */
    public static final int REJECTED = -1;

    /** SSRCs that one viewer may report from; more are an error or an attack. */
    private static final int MAXIMUM_SSRCS = 64;

    /** Header, SSRC and the index behind them; the tag comes on top (RFC 3711 §3.4). */
    private static final int MINIMUM_LENGTH = 8 + 4;

    private final SrtpProfile profile;
    private final SrtpContextFactory factory;
    private final SrtpPacket packet = new SrtpPacket();
    private final Map<Integer, SrtcpCryptoContext> contexts = new HashMap<>();
    private volatile boolean erased;

    /** The arrays must have the profile's lengths. */
    public SrtpReceiver(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        this.profile = profile;
        this.factory = SrtpCiphers.contexts(false, profile.policy(), masterKey, masterSalt);
    }

    /** Overwrites the master key; nothing is opened afterwards. On any thread. */
    public void erase() {
        erased = true;
        factory.close();
    }

    /** Returns the opened length, or {@link #REJECTED}; the array's content is then undefined. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (erased || length < MINIMUM_LENGTH + profile.tagLength()) {
            return REJECTED;
        }
        int ssrc = packet.of(buffer, offset, length).int32(4);
        try {
            @Nullable SrtcpCryptoContext known = contexts.get(ssrc);
            if (known == null && contexts.size() == MAXIMUM_SSRCS) {
                return REJECTED;
            }
            SrtcpCryptoContext context = known != null ? known : factory.deriveControlContext(ssrc);
            if (context.reverseTransformPacket(packet) != SrtpErrorStatus.OK) {
                return REJECTED;
            }
            if (known == null) {
                contexts.put(ssrc, context);
            }
            return packet.getLength();
        } catch (GeneralSecurityException e) {
            return REJECTED;
        }
    }
}
