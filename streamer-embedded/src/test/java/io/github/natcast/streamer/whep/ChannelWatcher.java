package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.ffmpeg.TestDecoder;
import io.github.natcast.streamer.internal.rtp.h264.H264Depacketizer;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A viewer that joins by WHEP and decodes the pictures that it is sent. Confined to one thread. */
public final class ChannelWatcher implements AutoCloseable {
    private static final int MOST_PACKETS = 20_000;
    private static final int VIDEO = 102;
    private static final int HEADER_BYTES = 12;

    private final WhepViewer viewer;
    private final TestDecoder decoder = new TestDecoder(VideoCodec.H264);
    private final List<byte[]> payloads = new ArrayList<>();

    private ChannelWatcher(WhepViewer viewer) {
        this.viewer = viewer;
    }

    /** Joins this session of the streamer; returns once DTLS is done. */
    public static ChannelWatcher join(HttpClient http, Streamer streamer, DtlsIdentity identity, String session)
            throws Exception {
        return join(http, streamer.address(), identity, session);
    }

    /** The same by the server's address. */
    public static ChannelWatcher join(HttpClient http, URI server, DtlsIdentity identity, String session)
            throws Exception {
        String offer = Offers.good(identity.fingerprint().toString());
        return new ChannelWatcher(WhepViewer.connectTo(http, server.resolve("whep/" + session), identity, offer));
    }

    /** The next picture; the first is the one of a key frame. */
    public TestDecoder.Picture next() throws Exception {
        for (int i = 0; i < MOST_PACKETS; i++) {
            Optional<TestDecoder.Picture> picture = decoder.decode(nextUnit());
            if (picture.isPresent()) {
                return picture.get();
            }
        }
        throw new IOException("no picture came in " + MOST_PACKETS + " access units");
    }

    /** The next access unit as it was sent, with start codes. */
    public byte[] nextUnit() throws Exception {
        for (int i = 0; i < MOST_PACKETS; i++) {
            byte[] packet = nextOwn();
            if ((packet[1] & 0x7f) != VIDEO) {
                continue;
            }
            int start = payloadStart(packet);
            byte[] payload = new byte[packet.length - start];
            System.arraycopy(packet, start, payload, 0, payload.length);
            payloads.add(payload);
            if ((packet[1] & 0x80) != 0) {
                byte[] unit = accessUnit();
                payloads.clear();
                return unit;
            }
        }
        throw new IOException("no picture came in " + MOST_PACKETS + " packets");
    }

    /** The first picture that is like that; all before are passed over. */
    public TestDecoder.Picture await(Predicate<TestDecoder.Picture> like) throws Exception {
        for (int i = 0; i < MOST_PACKETS; i++) {
            TestDecoder.Picture picture = next();
            if (like.test(picture)) {
                return picture;
            }
        }
        throw new IOException("no such picture came");
    }

    private byte[] nextOwn() throws Exception {
        for (int foreign = 0; foreign < MOST_PACKETS; foreign++) {
            try {
                byte[] packet = viewer.packets().nextRtp();
                if (packet == null) {
                    throw new IOException("no packet came in time");
                }
                return packet;
            } catch (GeneralSecurityException notRtp) {
                // RTCP, or meant for a viewer that had this port before.
            }
        }
        throw new IOException("only packets that cannot be opened came");
    }

    /** RFC 3550 §5.1 and §5.3.1; nobody sends CSRCs. */
    private static int payloadStart(byte[] packet) {
        boolean extension = (packet[0] & 0x10) != 0;
        return HEADER_BYTES + (extension ? 4 + 4 * (ByteBuffer.wrap(packet).getShort(HEADER_BYTES + 2) & 0xffff) : 0);
    }

    private byte[] accessUnit() {
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        for (byte[] nal : H264Depacketizer.units(payloads)) {
            unit.writeBytes(new byte[] {0, 0, 0, 1});
            unit.writeBytes(nal);
        }
        return unit.toByteArray();
    }

    /** Leaves by HTTP DELETE. */
    @Override
    public void close() throws IOException {
        decoder.close();
        try {
            viewer.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
