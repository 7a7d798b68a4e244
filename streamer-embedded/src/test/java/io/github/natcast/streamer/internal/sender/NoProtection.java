package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.srtp.PacketProtector;

/** Leaves packets as they are. */
final class NoProtection implements PacketProtector {
    @Override
    public int protectRtp(byte[] buffer, int offset, int length) {
        return length;
    }

    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int length) {
        return protectRtp(buffer, offset, length);
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length) {
        return length;
    }
}
