package io.github.natcast.streamer.internal.publish;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.TestPublications;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import io.github.natcast.streamer.internal.srtp.ReferenceSrtp;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsConnection;
import io.github.natcast.streamer.internal.transport.dtls.DtlsListener;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A media server for one publication on loopback: answers an offer, and opens what it is sent. */
final class TestEngine implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final DtlsServer dtls;
    private final DtlsRole role;
    private final List<SrtpProfile> profiles;
    private final Executor control;
    private final SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
    private final IceSession ice = transport.open(new FromIce());
    private final CompletableFuture<SrtpKeyingMaterial> keys = new CompletableFuture<>();
    private final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile @Nullable DtlsConnection connection;
    private @Nullable SrtpSender protector;

    /** @param role its own in the handshake: a passive one is the server */
    TestEngine(DtlsServer dtls, DtlsRole role, Executor control, SrtpProfile... profiles) throws Exception {
        this.dtls = dtls;
        this.role = role;
        this.control = control;
        this.profiles = List.of(profiles);
    }

    /** Takes all that is offered. */
    String answer(String offer, String... sessionLines) {
        MediaSection tagged = SessionDescription.parse(offer).mediaSections().get(0);
        DtlsConnection opened = dtls.open(
                role,
                List.of(Fingerprint.parse(tagged.attribute("fingerprint").orElseThrow())),
                profiles,
                ice::send,
                control,
                new FromDtls());
        connection = opened;
        ice.start(new IceCredentials(
                tagged.attribute("ice-ufrag").orElseThrow(),
                tagged.attribute("ice-pwd").orElseThrow()));
        IceCredentials own = ice.localCredentials();
        return TestPublications.answer(offer, role == DtlsRole.SERVER ? "passive" : "active", sessionLines)
                .replace("a=ice-ufrag:theirs", "a=ice-ufrag:" + own.usernameFragment())
                .replace("a=ice-pwd:theirtheirtheirtheirtheir", "a=ice-pwd:" + own.password())
                .replace(
                        TestPublications.FINGERPRINT.toString(),
                        dtls.identity().fingerprint().toString())
                .replaceAll("a=candidate:[^\r]*", "a=" + ice.localCandidates().get(0));
    }

    /** Answers an ICE restart. */
    String restart(String fragment) throws OfferRejectedException {
        ice.restart(TrickleFragment.parse(fragment).credentials().orElseThrow());
        IceCredentials own = ice.localCredentials();
        return "a=ice-ufrag:" + own.usernameFragment() + "\r\na=ice-pwd:" + own.password()
                + "\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na="
                + ice.localCandidates().get(0) + "\r\n";
    }

    SrtpKeyingMaterial keys() throws Exception {
        return keys.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next packet of RTP or RTCP, opened by the reference implementation; null when none comes in time. */
    byte @Nullable [] next() throws Exception {
        byte[] packet = packets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (packet == null) {
            return null;
        }
        SrtpKeyingMaterial material = keys();
        // What the other side protects: the client's keys are this side's when it is the client.
        ReferenceSrtp opener = role == DtlsRole.SERVER
                ? new ReferenceSrtp(material.profile(), material.clientKey(), material.clientSalt())
                : new ReferenceSrtp(material.profile(), material.serverKey(), material.serverSalt());
        return isRtcp(packet) ? opener.openRtcp(packet) : opener.openRtp(packet, 0);
    }

    static boolean isRtcp(byte[] packet) {
        int type = packet[1] & 0xff;
        return type >= 192 && type <= 223;
    }

    /** The next packet of RTP; null when none comes in time. */
    byte @Nullable [] nextRtp() throws Exception {
        byte[] packet = next();
        while (packet != null && isRtcp(packet)) {
            packet = next();
        }
        return packet;
    }

    /** The next compound of RTCP; null when none comes in time. */
    byte @Nullable [] nextRtcp() throws Exception {
        byte[] packet = next();
        while (packet != null && !isRtcp(packet)) {
            packet = next();
        }
        return packet;
    }

    void sendRtcp(byte[] packet) throws Exception {
        if (protector == null) {
            SrtpKeyingMaterial material = keys();
            protector = role == DtlsRole.SERVER ? material.serverSender() : material.clientSender();
        }
        byte[] buffer = Arrays.copyOf(packet, packet.length + 64);
        int length = protector.protectRtcp(buffer, 0, packet.length);
        ice.send(buffer, 0, length);
    }

    /** Takes no packet any more, and says nothing. */
    void vanish() {
        close();
    }

    @Override
    public void close() {
        ice.close();
        transport.close();
    }

    private final class FromIce implements IceSessionListener {
        @Override
        public void onPath(MediaPath path) {
            DtlsConnection opened = connection;
            if (opened != null) {
                opened.pathFound();
            }
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {
            int first = buffer[offset] & 0xff;
            DtlsConnection opened = connection;
            if (first >= 20 && first <= 63 && opened != null) {
                opened.receive(buffer, offset, length);
            } else {
                packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
            }
        }

        @Override
        public void onFailed(String reason) {}
    }

    private final class FromDtls implements DtlsListener {
        @Override
        public void onHandshake() {}

        @Override
        public void onEstablished(SrtpKeyingMaterial material) {
            keys.complete(material);
        }

        @Override
        public void onClosed(Closure closure, String reason) {
            closed.complete(closure + ": " + reason);
        }
    }
}
