package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpReceiver;
import io.github.natcast.streamer.internal.srtp.SrtpSender;

/** Loads and links the SRTP code, so that the first viewer does not wait for it. Stateless. */
public final class SrtpWarmUp {
    private static final int PACKETS = 50;
    private static final int PACKET_LENGTH = 1200;

    private SrtpWarmUp() {}

    /** Protects and opens a few packets of each profile; takes a few hundred milliseconds the first time. */
    public static void run() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] key = new byte[profile.keyLength()];
            byte[] salt = new byte[profile.saltLength()];
            SrtpSender sender = new SrtpSender(profile, key, salt);
            SrtpReceiver receiver = new SrtpReceiver(profile, key, salt);
            for (int i = 0; i < PACKETS; i++) {
                byte[] rtp = new byte[PACKET_LENGTH + PacketProtector.MAXIMUM_OVERHEAD];
                rtp[0] = (byte) 0x80;
                rtp[3] = (byte) i;
                sender.protectRtp(rtp, 0, PACKET_LENGTH);

                byte[] rtcp = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 1};
                byte[] srtcp = new byte[rtcp.length + PacketProtector.MAXIMUM_OVERHEAD];
                System.arraycopy(rtcp, 0, srtcp, 0, rtcp.length);
                int length = sender.protectRtcp(srtcp, 0, rtcp.length);
                if (receiver.unprotectRtcp(srtcp, 0, length) != rtcp.length) {
                    throw new IllegalStateException(profile + " does not open its own packets");
                }
            }
        }
    }
}
