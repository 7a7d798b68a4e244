package io.github.natcast.streamer.internal.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A viewer that checks all it is sent, lost or not, against RFC 3550, RFC 4588 and what a decoder can use. */
final class ViewerModel {
    static final long RTX_SSRC = 0xF0000002L;
    static final int RTX_PAYLOAD_TYPE = 103;
    static final int TRANSPORT_ID = 7;

    /** What the frames of this test have in front of their payload, behind the place of a picture identifier. */
    private static final int HEADER = 10;

    /** Of a frame, from its first packet on. */
    private record Picture(int rendition, boolean keyFrame, int number) {}

    private final Map<Integer, byte[]> originals = new HashMap<>();
    private final Map<Integer, byte[]> firstBytes = new HashMap<>();
    private final Set<Picture> disposables = new HashSet<>();
    private final boolean numbered;
    private int nextSequenceNumber = -1;
    private int nextRetransmission = -1;
    private int nextTransportNumber;
    private int lastTimestamp;
    private int pictureId = -1;
    private int nextPacket;
    private int packets;
    private @Nullable Picture picture;
    int retransmissions;
    int sameAgain;
    int switches;
    int pictures;
    int cutShort;
    int leftOut;
    int again;

    ViewerModel(boolean numbered) {
        this.numbered = numbered;
    }

    /** A frame whose payloads say what they are. */
    PacketizedFrame frame(int rendition, int number, boolean keyFrame, boolean disposable, long now, Random random) {
        if (disposable) {
            disposables.add(new Picture(rendition, false, number));
        }
        int count = 1 + random.nextInt(6);
        int length = HEADER + random.nextInt(PacketSizes.MAXIMUM_PAYLOAD - HEADER + 1);
        PacketizedFrame.Builder builder = new PacketizedFrame.Builder(0).disposable(disposable);
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[i < count - 1 ? length : HEADER + random.nextInt(length - HEADER + 1)];
            random.nextBytes(payload);
            payload[0] = (byte) (rendition << 1 | (keyFrame ? 1 : 0));
            payload[1] = (byte) i;
            payload[4] = (byte) count;
            Bytes.put32(payload, 5, number);
            builder.append(payload, 0, payload.length).endPayload();
        }
        return (numbered ? builder.numbered() : builder).build(keyFrame, now);
    }

    void receive(FakeEgress.Sent sent) {
        RtpHeader header = sent.header();
        assertThat(sent.packet().length).isLessThanOrEqualTo(PacketSizes.MAXIMUM_DATAGRAM);
        byte[] payload = Arrays.copyOfRange(
                sent.packet(), header.payloadOffset(), header.payloadOffset() + header.payloadLength());
        if (header.ssrc() == (int) RTX_SSRC) {
            counted(sent.packet(), header);
            retransmitted(header, payload);
        } else if (firstBytes.containsKey(header.sequenceNumber())) {
            assertThat(Arrays.equals(sent.packet(), firstBytes.get(header.sequenceNumber())))
                    .as("the same bytes of %s", header)
                    .isTrue();
            sameAgain++;
        } else {
            counted(sent.packet(), header);
            first(sent.packet(), header, payload);
        }
    }

    private void counted(byte[] packet, RtpHeader header) {
        assertThat(header.extensionProfile()).isEqualTo(HeaderExtension.ONE_BYTE_PROFILE);
        int position = header.extensionOffset();
        int end = position + header.extensionLength();
        while (position < end && (packet[position] & 0xF0) >>> 4 != TRANSPORT_ID) {
            position += packet[position] == 0 ? 1 : 2 + (packet[position] & 0x0F);
        }
        assertThat(position).isLessThan(end);
        assertThat(Bytes.get16(packet, position + 1)).isEqualTo(nextTransportNumber);
        nextTransportNumber = (nextTransportNumber + 1) & 0xFFFF;
    }

    private void retransmitted(RtpHeader header, byte[] payload) {
        assertThat(header.payloadType()).isEqualTo(RTX_PAYLOAD_TYPE);
        assertThat(nextRetransmission < 0 || header.sequenceNumber() == nextRetransmission)
                .isTrue();
        nextRetransmission = (header.sequenceNumber() + 1) & 0xFFFF;
        byte[] original = originals.get(Bytes.get16(payload, 0));
        byte[] without = Arrays.copyOfRange(payload, 2, payload.length);
        assertThat(Arrays.equals(withMarkerAndTime(header, without), original))
                .as("what %s repeats", header)
                .isTrue();
        retransmissions++;
    }

    private void first(byte[] packet, RtpHeader header, byte[] payload) {
        assertThat(nextSequenceNumber < 0 || header.sequenceNumber() == nextSequenceNumber)
                .isTrue();
        nextSequenceNumber = (header.sequenceNumber() + 1) & 0xFFFF;
        originals.put(header.sequenceNumber(), withMarkerAndTime(header, payload));
        firstBytes.put(header.sequenceNumber(), packet);
        Picture current = new Picture(payload[0] >>> 1, (payload[0] & 1) != 0, Bytes.get32(payload, 5));
        if (!current.equals(picture) || header.timestamp() != lastTimestamp) {
            begins(current, header, payload);
        }
        assertThat((int) payload[1]).isEqualTo(nextPacket++);
        assertThat(header.timestamp()).isEqualTo(lastTimestamp);
        assertThat(header.marker()).isEqualTo(nextPacket == packets);
        if (numbered) {
            assertThat(Bytes.get16(payload, 2)).isEqualTo(0x8000 | pictureId);
        }
    }

    private void begins(Picture current, RtpHeader header, byte[] payload) {
        Picture former = picture;
        boolean complete = nextPacket == packets;
        if (former == null || former.rendition() != current.rendition() || !complete) {
            assertThat(current.keyFrame()).as("a key frame after a gap").isTrue();
        }
        if (former != null && !current.keyFrame()) {
            for (int missing = former.number() + 1; missing < current.number(); missing++) {
                assertThat(disposables).contains(new Picture(current.rendition(), false, missing));
                leftOut++;
            }
        }
        if (former != null) {
            assertThat(header.timestamp() - lastTimestamp).isPositive();
            again += !current.keyFrame() || current.number() > former.number() ? 0 : 1;
            switches += former.rendition() == current.rendition() ? 0 : 1;
            cutShort += complete ? 0 : 1;
        }
        if (numbered) {
            int identifier = Bytes.get16(payload, 2) & 0x7FFF;
            assertThat(pictureId < 0 || identifier == (pictureId + 1) % 0x8000).isTrue();
            pictureId = identifier;
        }
        pictures++;
        picture = current;
        nextPacket = 0;
        packets = payload[4];
        lastTimestamp = header.timestamp();
    }

    private static byte[] withMarkerAndTime(RtpHeader header, byte[] payload) {
        byte[] all = Arrays.copyOf(payload, payload.length + 5);
        all[payload.length] = (byte) (header.marker() ? 1 : 0);
        Bytes.put32(all, payload.length + 1, header.timestamp());
        return all;
    }

    /** Sequence numbers that have been used, the newest first. */
    int newest() {
        return (nextSequenceNumber - 1) & 0xFFFF;
    }
}
