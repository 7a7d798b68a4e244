package io.github.natcast.streamer.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
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
    private final List<Reporter> reporters = new ArrayList<>(1);
    private volatile boolean erased;

    /** One SSRC that was authentic. */
    private static final class Reporter {
        final int ssrc;
        final SrtcpCryptoContext context;
        /** The highest that was authentic. */
        int index;

        Reporter(int ssrc, SrtcpCryptoContext context) {
            this.ssrc = ssrc;
            this.context = context;
        }
    }

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
        if (erased || isShort(length)) {
            return REJECTED;
        }
        int ssrc = packet.of(buffer, offset, length).int32(4);
        int index = index(length);
        Reporter known = reporter(ssrc);
        try {
            if (known == null && reporters.size() == MAXIMUM_SSRCS) {
                return REJECTED;
            }
            Reporter reporter = known != null ? known : new Reporter(ssrc, factory.deriveControlContext(ssrc));
            if (reporter.context.reverseTransformPacket(packet) != SrtpErrorStatus.OK) {
                return REJECTED;
            }
            if (known == null) {
                reporters.add(reporter);
            }
            reporter.index = Math.max(reporter.index, index);
            return packet.getLength();
        } catch (GeneralSecurityException e) {
            return REJECTED;
        }
    }

    /**
     * How many packets after the last authentic one of its SSRC this packet claims to be, by what is sent in clear (RFC
     * 3711 §3.4); 0 when it is not later, or its SSRC was never authentic. Decrypts nothing and changes nothing.
     */
    public int lead(byte[] buffer, int offset, int length) {
        if (isShort(length)) {
            return 0;
        }
        Reporter known = reporter(packet.of(buffer, offset, length).int32(4));
        return known == null ? 0 : Math.max(0, index(length) - known.index);
    }

    private boolean isShort(int length) {
        return length < MINIMUM_LENGTH + profile.tagLength();
    }

    /** The index of 31 bits stands before the tag, but behind that of AEAD (RFC 7714 §9.1). */
    private int index(int length) {
        return packet.int32(length - 4 - profile.bytesBehindIndex()) & 0x7fff_ffff;
    }

    // On the packet path: without a boxed key, and there are one or two.
    private @Nullable Reporter reporter(int ssrc) {
        for (int i = 0; i < reporters.size(); i++) {
            if (reporters.get(i).ssrc == ssrc) {
                return reporters.get(i);
            }
        }
        return null;
    }
}
