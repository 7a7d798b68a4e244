package io.github.natcast.streamer.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;

/** Protects with one master key; the first packet of an SSRC makes its context. Confined to the sender thread. */
public final class SrtpSender implements PacketProtector {
    private static final int RTP_HEADER_LENGTH = 12;
    private static final int RTCP_HEADER_LENGTH = 8;

    private final SrtpProfile profile;
    private final SrtpPolicy policy;
    private final SrtpContextFactory factory;
    private final SrtpPacket packet = new SrtpPacket();

    // A viewer has up to three SSRCs: a scan is cheaper than a map, and boxes nothing.
    private SrtpCryptoContext[] rtp = {};
    private SrtcpCryptoContext[] rtcp = {};
    private boolean erased;

    /** The arrays must have the profile's lengths. */
    public SrtpSender(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        this.profile = profile;
        this.policy = profile.policy();
        this.factory = SrtpCiphers.contexts(true, policy, masterKey, masterSalt);
    }

    public SrtpProfile profile() {
        return profile;
    }

    @Override
    public int protectRtp(byte[] buffer, int offset, int length) {
        requireLength(length, RTP_HEADER_LENGTH, "RTP");
        packet.of(buffer, offset, length).grow(profile.tagLength());
        try {
            SrtpErrorStatus status = rtpContext(packet.int32(8)).transformPacket(packet);
            if (status != SrtpErrorStatus.OK) {
                throw new IllegalStateException("RTP packet not protected: " + status.desc);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RTP packet not protected: " + e.getMessage(), e);
        }
        return packet.getLength();
    }

    /** The library guards against a second use of an index, which here is meant. */
    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int length) {
        policy.setSendReplayEnabled(false);
        try {
            return protectRtp(buffer, offset, length);
        } finally {
            policy.setSendReplayEnabled(true);
        }
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length) {
        requireLength(length, RTCP_HEADER_LENGTH, "RTCP");
        packet.of(buffer, offset, length);
        try {
            SrtpErrorStatus status = rtcpContext(packet.int32(4)).transformPacket(packet);
            if (status != SrtpErrorStatus.OK) {
                throw new IllegalStateException("RTCP packet not protected: " + status.desc);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RTCP packet not protected: " + e.getMessage(), e);
        }
        return packet.getLength();
    }

    /**
     * Overwrites the master key, and lets go of what was derived from it: ciphers have no method to end them, and
     * OpenSSL's overwrite their keys when they are collected.
     */
    @Override
    public void erase() {
        erased = true;
        factory.close();
        rtp = new SrtpCryptoContext[0];
        rtcp = new SrtcpCryptoContext[0];
    }

    /** A key of zeros would be no key. */
    private void requireKeys() {
        if (erased) {
            throw new IllegalStateException("the keys have been erased, since the viewer is gone");
        }
    }

    private SrtpCryptoContext rtpContext(int ssrc) throws GeneralSecurityException {
        for (SrtpCryptoContext context : rtp) {
            if (context.getSsrc() == ssrc) {
                return context;
            }
        }
        requireKeys();
        SrtpCryptoContext context = factory.deriveContext(ssrc, 0);
        rtp = Arrays.copyOf(rtp, rtp.length + 1);
        rtp[rtp.length - 1] = context;
        return context;
    }

    private SrtcpCryptoContext rtcpContext(int ssrc) throws GeneralSecurityException {
        for (SrtcpCryptoContext context : rtcp) {
            if (context.getSsrc() == ssrc) {
                return context;
            }
        }
        requireKeys();
        SrtcpCryptoContext context = factory.deriveControlContext(ssrc);
        rtcp = Arrays.copyOf(rtcp, rtcp.length + 1);
        rtcp[rtcp.length - 1] = context;
        return context;
    }

    private static void requireLength(int length, int minimum, String what) {
        if (length < minimum) {
            throw new IllegalArgumentException(
                    "an " + what + " packet has at least " + minimum + " bytes, not " + length);
        }
    }
}
