package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.internal.srtp.ReferenceSrtp;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.TinyPeer;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.LoopbackDtlsClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A minimal viewer for tests: ICE, DTLS and SRTP over a real socket. */
public final class TinyViewer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final TinyPeer ice;
    private final LoopbackDtlsClient dtls;
    private final BlockingQueue<byte[]> srtp = new LinkedBlockingQueue<>();
    private final Thread reader = new Thread(this::sort, "tiny-viewer");
    private @Nullable SrtpKeyingMaterial keys;
    private @Nullable SrtpSender protector;

    public TinyViewer(InetSocketAddress server, IceCredentials remote, DtlsIdentity identity, Fingerprint fingerprint)
            throws IOException {
        this(new TinyIceClient(server.getAddress(), server, remote), identity, fingerprint);
    }

    public TinyViewer(TinyPeer peer, DtlsIdentity identity, Fingerprint fingerprint) {
        ice = peer;
        dtls = new LoopbackDtlsClient(
                identity, fingerprint, List.of(SrtpProfile.values()), PATIENCE_MILLIS, (packet, offset, length) -> {
                    try {
                        ice.send(Arrays.copyOfRange(packet, offset, offset + length));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
        reader.setDaemon(true);
        reader.start();
    }

    private void sort() {
        try {
            while (true) {
                byte[] packet = ice.poll(PATIENCE_MILLIS);
                if (packet == null || packet.length == 0) {
                    return;
                }
                if (packet[0] >= 20 && packet[0] <= 63) {
                    dtls.receive(packet, 0, packet.length);
                } else {
                    srtp.add(packet);
                }
            }
        } catch (InterruptedException e) {
            // close() was called.
        }
    }

    /** Sends a check, nominates the pair and does the DTLS handshake. Blocks. */
    public void join() throws IOException {
        ice.check(true);
        keys = dtls.connect();
    }

    /** What the handshake agreed on; only after {@link #join}. */
    public SrtpKeyingMaterial keys() {
        if (keys == null) {
            throw new IllegalStateException("join first");
        }
        return keys;
    }

    private SrtpSender protector() {
        if (protector == null) {
            SrtpKeyingMaterial material = keys();
            protector = new SrtpSender(material.profile(), material.clientKey(), material.clientSalt());
        }
        return protector;
    }

    /** Sends from another port from now on, without a check. */
    void rebind() throws IOException {
        ice.rebind();
    }

    /** The next SRTP or SRTCP packet as it arrived; null when none arrived in time. */
    public byte @Nullable [] nextProtected() throws InterruptedException {
        return srtp.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The next RTP packet, decrypted by the reference implementation; null when none arrived in time. */
    public byte @Nullable [] nextRtp() throws Exception {
        byte[] packet = nextProtected();
        SrtpKeyingMaterial material = keys();
        return packet == null
                ? null
                : new ReferenceSrtp(material.profile(), material.serverKey(), material.serverSalt()).openRtp(packet, 0);
    }

    /** The next packet of RTP or RTCP, told apart by its second byte (RFC 5761 §4); null when none arrived in time. */
    public byte @Nullable [] nextPacket() throws Exception {
        byte[] packet = srtp.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (packet == null) {
            return null;
        }
        SrtpKeyingMaterial material = keys();
        ReferenceSrtp opener = new ReferenceSrtp(material.profile(), material.serverKey(), material.serverSalt());
        return isRtcp(packet) ? opener.openRtcp(packet) : opener.openRtp(packet, 0);
    }

    public static boolean isRtcp(byte[] packet) {
        int type = packet[1] & 0xff;
        return type >= 192 && type <= 223;
    }

    /** Protects the packet as the next one of its SSRC, and sends it. */
    public void sendRtcp(byte[] packet) throws IOException {
        byte[] buffer = Arrays.copyOf(packet, packet.length + 32);
        int length = protector().protectRtcp(buffer, 0, packet.length);
        ice.send(Arrays.copyOf(buffer, length));
    }

    /** Sends close_notify, as {@code pc.close()} does. */
    public void leave() throws IOException {
        dtls.close();
    }

    boolean awaitServersFarewell() throws IOException {
        return dtls.awaitClose(PATIENCE_MILLIS);
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        ice.close();
    }
}
