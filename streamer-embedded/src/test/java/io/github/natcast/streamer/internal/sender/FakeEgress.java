package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what is sent; a test chooses paths that have no room or throw. */
final class FakeEgress implements MediaEgress {
    /** A packet as it left, with {@link FakeProtector}'s tag. */
    record Sent(byte[] packet, MediaPath path) {
        boolean isRtcp() {
            int type = packet[1] & 0xFF;
            return type >= 192 && type <= 223;
        }

        RtpHeader header() {
            return RtpHeader.read(packet, 0, packet.length - FakeProtector.TAG).orElseThrow();
        }
    }

    final List<Sent> sent = new ArrayList<>();
    /** How many packets each run had that was sent in one call. */
    final List<Integer> runs = new ArrayList<>();

    final List<MediaPath> refusing = new ArrayList<>();
    final List<MediaPath> throwing = new ArrayList<>();
    boolean closed;

    /** How many more packets a TCP path takes until it is not writable; a run may exceed it. */
    int room = Integer.MAX_VALUE;

    /** What a TCP path says that waits for it. */
    long waiting;

    @Override
    public boolean isWritable(MediaPath path) {
        return room > 0;
    }

    @Override
    public long backlog(MediaPath path) {
        return waiting;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        if (throwing.contains(path)) {
            throw new IllegalStateException("this path throws");
        }
        if (refusing.contains(path)) {
            return false;
        }
        room -= path.tcp() ? 1 : 0;
        sent.add(new Sent(Arrays.copyOfRange(packet, offset, offset + length), path));
        return true;
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        runs.add((length + packetLength - 1) / packetLength);
        return MediaEgress.super.sendRun(packets, offset, length, packetLength, path);
    }

    List<Sent> rtp(MediaPath path) {
        return sent.stream()
                .filter(packet -> packet.path.equals(path) && !packet.isRtcp())
                .toList();
    }

    /** Each compound that went to {@code path}. */
    List<List<RtcpPacket>> rtcp(MediaPath path) {
        return sent.stream()
                .filter(packet -> packet.path.equals(path) && packet.isRtcp())
                .map(packet -> RtcpReader.read(packet.packet, 0, packet.packet.length - FakeProtector.TAG))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}
