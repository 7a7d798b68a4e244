package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.srtp.ReferenceSrtp;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;

/**
 * The far end of one viewer: keeps the roll-over counter (RFC 3711 §3.3.1) and opens packets with the second
 * implementation, every one around a wrap and a sample in between. Confined to the sender thread.
 */
final class Receiver {
    private static final int SAMPLED = 101;
    private static final int AROUND_WRAP = 16;

    final StreamCheck video = new StreamCheck(90_000);
    final StreamCheck audio = new StreamCheck(48_000);

    private final SrtpProfile profile;
    private final byte[] key;
    private final byte[] salt;
    private final ReferenceSrtp reference;
    private final int videoSsrc;
    private long opened;
    private long unopened;

    Receiver(SrtpProfile profile, int videoSsrc, Random random) {
        this.profile = profile;
        this.videoSsrc = videoSsrc;
        key = new byte[profile.keyLength()];
        salt = new byte[profile.saltLength()];
        random.nextBytes(key);
        random.nextBytes(salt);
        reference = new ReferenceSrtp(profile, key, salt);
    }

    SrtpSender sender() {
        return new SrtpSender(profile, key, salt);
    }

    /** Returns whether a picture is complete with this packet. */
    boolean receive(byte[] buffer, int offset, int length) {
        int type = buffer[offset + 1] & 0xFF;
        if (type >= 192 && type <= 223) {
            rtcp(Arrays.copyOfRange(buffer, offset, offset + length));
            return false;
        }
        RtpHeader header = RtpHeader.read(buffer, offset, length).orElseThrow();
        boolean picture = header.ssrc() == videoSsrc;
        long index = (picture ? video : audio).rtp(header);
        int number = header.sequenceNumber();
        if (index % SAMPLED == 0 || number < AROUND_WRAP || number > 0xFFFF - AROUND_WRAP) {
            rtp(Arrays.copyOfRange(buffer, offset, offset + length), (int) (index >> 16));
        }
        return picture && header.marker();
    }

    private void rtp(byte[] packet, int rolloverCounter) {
        try {
            reference.openRtp(packet, rolloverCounter);
            opened++;
        } catch (GeneralSecurityException forged) {
            unopened++;
        }
    }

    private void rtcp(byte[] packet) {
        try {
            byte[] compound = reference.openRtcp(packet);
            opened++;
            for (RtcpPacket part : RtcpReader.read(compound, 0, compound.length)) {
                if (part instanceof SenderReport report) {
                    ((int) report.ssrc() == videoSsrc ? video : audio)
                            .report(report.ntpTimestamp(), report.rtpTimestamp());
                }
            }
        } catch (GeneralSecurityException forged) {
            unopened++;
        }
    }

    long opened() {
        return opened;
    }

    /** Packets that the second implementation rejected. */
    long unopened() {
        return unopened;
    }
}
