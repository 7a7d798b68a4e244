package io.github.natcast.streamer.internal.publish;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.negotiation.OfferTransport;
import io.github.natcast.streamer.internal.negotiation.OfferWriter;
import io.github.natcast.streamer.internal.negotiation.TestPublications;
import io.github.natcast.streamer.internal.signaling.NoSignals;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A viewer of a channel, on loopback, that counts what it is sent and what it misses of it. */
final class CountingViewer implements AutoCloseable {
    private final TinyViewer viewer;
    private long received;
    private long missed;
    private int expected = -1;

    private CountingViewer(TinyViewer viewer) {
        this.viewer = viewer;
    }

    /** Joins; blocks. Offers what a publication of the channel offers, to receive it. */
    static CountingViewer join(PublishingChannel channel, DtlsIdentity identity) throws Exception {
        String offer = new OfferWriter(TestPublications.media(VideoCodec.VP8))
                .write(new OfferTransport(42, 1, TinyIceClient.CREDENTIALS, identity.fingerprint(), List.of()))
                .replace("a=sendonly", "a=recvonly")
                .replaceAll("a=(ssrc|ssrc-group|msid):[^\r]*\r\n", "");
        ViewerRequest origin = new ViewerRequest(
                ViewerRequest.Protocol.WHEP,
                "live",
                "/whep",
                Map.of(),
                Map.of(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        String answer = channel.answerer
                .offer(offer, origin, Admission.watch(Channel.DEFAULT_NAME), new NoSignals())
                .answer();
        MediaSection video = SessionDescription.parse(answer).mediaSections().get(0);
        TinyViewer viewer = new TinyViewer(
                channel.transport.localAddresses().get(0),
                new IceCredentials(
                        video.attributeOrSession("ice-ufrag").orElseThrow(),
                        video.attributeOrSession("ice-pwd").orElseThrow()),
                identity,
                Fingerprint.parse(video.attributeOrSession("fingerprint").orElseThrow()));
        viewer.join();
        return new CountingViewer(viewer);
    }

    /** Takes the next so many packets of RTP; what is missing between them is counted. */
    void take(int packets) throws Exception {
        for (long end = received + packets; received < end; ) {
            byte[] packet = viewer.nextProtected();
            if (packet == null) {
                throw new IllegalStateException("nothing is sent any more");
            }
            if (!TinyViewer.isRtcp(packet)) {
                received++;
                int number = (packet[2] & 0xff) << 8 | (packet[3] & 0xff);
                missed += expected < 0 ? 0 : (number - expected) & 0xffff;
                expected = (number + 1) & 0xffff;
            }
        }
    }

    long missed() {
        return missed;
    }

    @Override
    public void close() throws IOException {
        viewer.leave();
        viewer.close();
    }
}
