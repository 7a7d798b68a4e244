package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtcp.Goodbye;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.RtcpReader;
import io.github.natcast.streamer.internal.rtcp.SenderReport;
import io.github.natcast.streamer.internal.rtp.Bytes;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.HeaderExtensionReader;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Receives one sender's pictures and sound: RTP and RTCP in, frames and feedback out.
 *
 * <pre>{@code
 * MediaReceiver receiver = new MediaReceiver(plan, ssrc, "name", media, compound -> …);
 * receiver.receiveRtp(packet, 0, length, arrival);   // decrypted
 * receiver.poll(arrival);                             // every 10 ms or so
 * }</pre>
 *
 * <p>Confined to one thread, or to its owner's lock. Never throws for what the sender sends. Of pictures and of sound,
 * one stream each is received: the one whose packet came last.
 */
public final class MediaReceiver {
    private static final long REPORT_NANOS = 1_000_000_000;
    private static final long TRANSPORT_FEEDBACK_NANOS = 50_000_000;
    private static final int TRANSPORT_NUMBER_BYTES = 2;
    private static final int CAPTURE_TIME_BYTES = 8;
    private static final int ORIGINAL_SEQUENCE_NUMBER = 2;
    private static final int ABSENT = 0;

    private final ReceivePlan plan;
    private final long ownSsrc;
    private final ReceivedMedia media;
    private final FeedbackPackets feedback;
    private final CaptureClock clock = new CaptureClock();
    private final ArrivalRecord arrivals = new ArrivalRecord();
    private final int transportNumberId;
    private final int captureTimeId;
    private @Nullable ReceivedStream video;
    private @Nullable ReceivedStream audio;
    private boolean begun;
    private long reportedNanos;
    private long fedBackNanos;

    /**
     * @param ownSsrc ours, 32 bits, unsigned
     * @param cname our name in reports (RFC 3550 §6.5.1)
     * @param output takes compounds that are to be sent; called within the methods
     */
    public MediaReceiver(
            ReceivePlan plan, long ownSsrc, String cname, ReceivedMedia media, Consumer<List<RtcpPacket>> output) {
        this.plan = plan;
        this.ownSsrc = ownSsrc;
        this.media = media;
        feedback = new FeedbackPackets(ownSsrc, cname, plan.reducedSize(), output);
        transportNumberId = plan.extensions().getOrDefault(HeaderExtension.TRANSPORT_SEQUENCE_NUMBER, ABSENT);
        captureTimeId = plan.extensions().getOrDefault(HeaderExtension.ABSOLUTE_CAPTURE_TIME, ABSENT);
    }

    /** A decrypted RTP packet came; the array is the caller's. */
    public void receiveRtp(byte[] buffer, int offset, int length, Arrival at) {
        RtpHeader header = RtpHeader.read(buffer, offset, length).orElse(null);
        if (header == null) {
            return;
        }
        if (transportNumberId != ABSENT) {
            int number = HeaderExtensionReader.find(buffer, header, transportNumberId, TRANSPORT_NUMBER_BYTES);
            if (number != HeaderExtensionReader.ABSENT) {
                arrivals.arrived(Bytes.get16(buffer, number), at.nanos());
            }
        }
        for (ReceivedFormat format : plan.formats()) {
            if (format.payloadType() == header.payloadType()) {
                receiveFirst(format, header, buffer, at);
            } else if (format.retransmission().orElse(-1) == header.payloadType()) {
                receiveAgain(format, header, buffer, at);
            }
        }
        poll(at);
    }

    private void receiveFirst(ReceivedFormat format, RtpHeader header, byte[] buffer, Arrival at) {
        ReceivedStream stream = stream(format, header.ssrc() & 0xFFFF_FFFFL);
        if (captureTimeId != ABSENT) {
            int time = HeaderExtensionReader.find(buffer, header, captureTimeId, CAPTURE_TIME_BYTES);
            if (time != HeaderExtensionReader.ABSENT) {
                stream.onCaptureTime(header.timestamp(), Bytes.get64(buffer, time));
            }
        }
        int start = header.payloadOffset();
        byte[] payload = Arrays.copyOfRange(buffer, start, start + header.payloadLength());
        stream.receive(header.sequenceNumber(), header.timestamp(), header.marker(), payload, false, at);
    }

    /** OSN, then the payload as it was (RFC 4588 §4); without a payload it is padding that only probes the path. */
    private void receiveAgain(ReceivedFormat format, RtpHeader header, byte[] buffer, Arrival at) {
        ReceivedStream stream = current(format);
        if (stream == null || !stream.format().equals(format) || header.payloadLength() <= ORIGINAL_SEQUENCE_NUMBER) {
            return;
        }
        int start = header.payloadOffset();
        byte[] payload = Arrays.copyOfRange(buffer, start + ORIGINAL_SEQUENCE_NUMBER, start + header.payloadLength());
        stream.receive(Bytes.get16(buffer, start), header.timestamp(), header.marker(), payload, true, at);
    }

    private @Nullable ReceivedStream current(ReceivedFormat format) {
        return format.codec().isPresent() ? video : audio;
    }

    private ReceivedStream stream(ReceivedFormat format, long ssrc) {
        ReceivedStream current = current(format);
        if (current != null && current.ssrc() == ssrc && current.format().equals(format)) {
            return current;
        }
        ReceivedStream next = new ReceivedStream(format, ssrc, clock, media);
        if (format.codec().isPresent()) {
            video = next;
        } else {
            audio = next;
        }
        return next;
    }

    /** A decrypted compound came. Returns whether the sender says that it has ended (BYE). */
    public boolean receiveRtcp(byte[] buffer, int offset, int length, Arrival at) {
        boolean ended = false;
        for (RtcpPacket packet : RtcpReader.read(buffer, offset, length)) {
            if (packet instanceof SenderReport report) {
                streams()
                        .filter(stream -> stream.ssrc() == report.ssrc())
                        .forEach(stream -> stream.onSenderReport(report, at.nanos()));
            } else if (packet instanceof Goodbye goodbye) {
                ReceivedStream pictures = video;
                ended |= pictures != null && goodbye.ssrcs().contains(pictures.ssrc());
            }
        }
        return ended;
    }

    /** Asks for a key frame as soon as possible. */
    public void requestKeyFrame() {
        if (video != null) {
            video.requestKeyFrame();
        }
    }

    /** Time has passed: gives up, asks and reports what is due. */
    public void poll(Arrival at) {
        long now = at.nanos();
        if (!begun) {
            begun = true;
            reportedNanos = now;
            fedBackNanos = now;
        }
        streams().forEach(stream -> stream.poll(now, ownSsrc, feedback::add));
        if (now - fedBackNanos >= TRANSPORT_FEEDBACK_NANOS && !arrivals.isEmpty()) {
            fedBackNanos = now;
            arrivals.feedback(ownSsrc, mediaSsrc()).ifPresent(feedback::add);
        }
        if (now - reportedNanos >= REPORT_NANOS) {
            reportedNanos = now;
            feedback.report(reports(now));
        }
        feedback.flush();
    }

    private List<ReportBlock> reports(long now) {
        List<ReportBlock> blocks = new ArrayList<>(2);
        streams()
                .map(ReceivedStream::statistics)
                .filter(ReceptionStatistics::hasBegun)
                .forEach(statistics -> blocks.add(statistics.report(now)));
        return blocks;
    }

    private long mediaSsrc() {
        return streams().map(ReceivedStream::ssrc).findFirst().orElse(0L);
    }

    private Stream<ReceivedStream> streams() {
        return Stream.of(Optional.ofNullable(video), Optional.ofNullable(audio)).flatMap(Optional::stream);
    }
}
