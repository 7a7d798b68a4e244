package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtcp.ReceiverReport;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtcp.RtcpPacket;
import io.github.natcast.streamer.internal.rtcp.SourceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts feedback into compounds: behind a report and our name (RFC 3550 §6.1), unless the other side takes it without
 * (RFC 5506). Confined to the receiver's thread.
 */
final class FeedbackPackets {
    private final long ownSsrc;
    private final boolean reducedSize;
    private final SourceDescription name;
    private final Consumer<List<RtcpPacket>> output;
    private final List<RtcpPacket> feedback = new ArrayList<>();

    FeedbackPackets(long ownSsrc, String cname, boolean reducedSize, Consumer<List<RtcpPacket>> output) {
        this.ownSsrc = ownSsrc;
        this.reducedSize = reducedSize;
        this.output = output;
        name = new SourceDescription(List.of(new SourceDescription.Chunk(ownSsrc, cname)));
    }

    /** Goes with the next {@link #flush}. */
    void add(RtcpPacket packet) {
        feedback.add(packet);
    }

    /** Sends what was added, if anything. */
    void flush() {
        if (!feedback.isEmpty()) {
            send(List.of(), !reducedSize);
        }
    }

    /** Sends a report, and with it what was added. */
    void report(List<ReportBlock> blocks) {
        send(blocks, true);
    }

    private void send(List<ReportBlock> blocks, boolean whole) {
        List<RtcpPacket> compound = new ArrayList<>(feedback.size() + 2);
        if (whole) {
            compound.add(new ReceiverReport(ownSsrc, blocks));
            compound.add(name);
        }
        compound.addAll(feedback);
        feedback.clear();
        output.accept(compound);
    }
}
