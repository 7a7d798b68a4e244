package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.internal.connection.PacketKind;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.LoopbackDtlsClient;
import io.github.natcast.streamer.internal.transport.port.LoopbackIceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A viewer inside this process, which loads and compiles the code that the first real viewer needs: it joins over a
 * loopback socket, receives pictures, sends RTCP feedback as browsers do, and leaves. Confined to one thread.
 */
public final class LoopbackViewer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SSRC_OFFSET = 8;
    private static final int SEQUENCE_NUMBER_OFFSET = 2;

    private final BlockingQueue<byte[]> media = new LinkedBlockingQueue<>();
    private final LoopbackIceClient ice;
    private final LoopbackDtlsClient dtls;

    /**
     * @param server the address that answers the connectivity checks
     * @param local the credentials in the offer
     * @param remote the credentials in the answer
     * @param identity the certificate of both sides
     */
    public LoopbackViewer(InetSocketAddress server, IceCredentials local, IceCredentials remote, DtlsIdentity identity)
            throws IOException {
        ice = new LoopbackIceClient(server, local, remote, this::receive);
        dtls = new LoopbackDtlsClient(
                identity, identity.fingerprint(), List.of(SrtpProfile.values()), PATIENCE_MILLIS, this::send);
    }

    private void receive(byte[] packet) {
        if (PacketKind.of(packet, 0, packet.length) == PacketKind.DTLS) {
            dtls.receive(packet, 0, packet.length);
        } else {
            media.add(packet);
        }
    }

    private void send(byte[] packet, int offset, int length) {
        try {
            ice.send(packet, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Joins, receives and reports packets, and leaves. Blocks.
     *
     * @param packets how many RTP packets to receive
     * @throws IOException when any of that fails; a real viewer would fail as well
     */
    public void watch(int packets) throws IOException {
        ice.check();
        SrtpKeyingMaterial keys = dtls.connect();
        SrtpSender reports = new SrtpSender(keys.profile(), keys.clientKey(), keys.clientSalt());
        for (int i = 0; i < packets; i++) {
            ByteBuffer packet = ByteBuffer.wrap(next());
            report(reports, packet.getInt(SSRC_OFFSET), packet.getShort(SEQUENCE_NUMBER_OFFSET));
        }
        dtls.close();
    }

    private byte[] next() throws IOException {
        try {
            byte[] packet = media.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            while (packet != null && PacketKind.of(packet, 0, packet.length) != PacketKind.RTP) {
                packet = media.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (packet == null) {
                throw new IOException(
                        "no picture arrived over the loopback interface within " + PATIENCE_MILLIS + " ms");
            }
            return packet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during the warm-up", e);
        }
    }

    /** Sends a receiver report with a generic NACK and a PLI (RFC 3550 §6.4.2, RFC 4585 §6.2.1 and §6.3.1). */
    private void report(SrtpSender sender, int ssrc, short sequenceNumber) throws IOException {
        ByteBuffer compound = ByteBuffer.allocate(60 + PacketProtector.MAXIMUM_OVERHEAD);
        compound.put((byte) 0x81).put((byte) 201).putShort((short) 7).putInt(1);
        compound.putInt(ssrc)
                .putInt(0)
                .putInt(sequenceNumber & 0xFFFF)
                .putInt(0)
                .putInt(0)
                .putInt(0);
        compound.put((byte) 0x81).put((byte) 205).putShort((short) 3).putInt(1).putInt(ssrc);
        compound.putShort(sequenceNumber).putShort((short) 0);
        compound.put((byte) 0x81).put((byte) 206).putShort((short) 2).putInt(1).putInt(ssrc);
        int length = sender.protectRtcp(compound.array(), 0, compound.position());
        byte[] packet = Arrays.copyOf(compound.array(), length);
        ice.send(packet, 0, packet.length);
    }

    @Override
    public void close() {
        ice.close();
    }
}
