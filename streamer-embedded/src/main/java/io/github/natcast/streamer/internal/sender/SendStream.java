package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rate.RateControl.PacketKind;
import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.RtpClock;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream to one viewer: chooses its frames, and stamps, protects and sends their packets. Confined to the viewer's
 * sender thread, except for its counters and {@link #broadcast()}.
 */
final class SendStream {
    /** How far another rendition's encoder may lag behind. Its pictures are then shown a little later than captured. */
    private static final int LAG_TICKS = RtpClock.VIDEO_RATE / 5;

    /** What {@link SentPackets} can keep of a shift, less the pictures of a group. */
    private static final int LONGEST_SHIFT = SentPackets.LONGEST_SHIFT - 1000;

    private static final int PICTURE_IDS = 1 << 15;
    private static final int LARGEST_PACKET = PacketSizes.MAXIMUM_PAYLOAD + WaitingPackets.PACKET_OVERHEAD;

    final ViewerSender sender;
    final StreamParameters parameters;
    final StreamCounters counters = new StreamCounters();

    /** Whether {@link Pacing}, which owns this, looks after what waits. */
    boolean paced;

    private final RateControl rate;
    private final ViewerOutlet outlet;
    private final RtpPacketWriter writer;
    private final SentPackets sent;
    private final Retransmitter retransmitter;
    private final RateShare share;
    private final PacketKind kind;
    private final int burstPackets;
    private final WaitingPackets waiting = new WaitingPackets();
    private final LostPackets lost = new LostPackets();
    private final WriteBudget budget = new WriteBudget();
    private final KeyFrameShare keyFrames;
    private volatile Broadcast broadcast;
    private @Nullable FrameHistory history;
    private boolean joined;
    private boolean started;
    private boolean interrupted;
    private boolean anyPacket;
    /** When the last picture was to be shown, on the media clock without its offset: this one does not wrap. */
    private long lastTicks;

    private int pictureId;
    private int shift;

    SendStream(
            ViewerSender sender,
            StreamParameters parameters,
            Broadcast broadcast,
            RtpPacketWriter writer,
            RateShare share,
            FirstNumbers first,
            FanoutSettings settings) {
        this.sender = sender;
        this.parameters = parameters;
        this.broadcast = broadcast;
        this.writer = writer;
        this.share = share;
        this.rate = sender.rateControl;
        this.outlet = sender.outlet;
        this.sent = new SentPackets(first.sequenceNumber());
        this.pictureId = first.pictureId() % PICTURE_IDS;
        this.kind = broadcast.clockRate() == RtpClock.VIDEO_RATE ? PacketKind.VIDEO : PacketKind.AUDIO;
        this.retransmitter = new Retransmitter(
                outlet,
                writer,
                sent,
                counters,
                parameters,
                sender.refusals,
                settings.retransmissionShare(),
                first.retransmissionSequenceNumber());
        this.keyFrames = new KeyFrameShare(sender.refusals, sender.nanoTime());
        this.burstPackets = settings.burstPackets();
    }

    /** Where the stream's counters begin. */
    record FirstNumbers(int sequenceNumber, int retransmissionSequenceNumber, int pictureId) {}

    /** The one that is sent. Thread-safe. */
    Broadcast broadcast() {
        return broadcast;
    }

    boolean isVideo() {
        return kind == PacketKind.VIDEO;
    }

    /** Whether a key frame was sent; everything after it is sent, too. */
    boolean started() {
        return started;
    }

    /** Whether what comes next needs no key frame. */
    boolean isFlowing() {
        return started && !interrupted;
    }

    /** Sends nothing more, nor again, before the next key frame. */
    void interrupt() {
        interrupted = true;
        history = null;
        // Of what is not sent there are no reports, and the last one would be told for ever.
        counters.lastReport = null;
        throwAwayWaiting();
    }

    /** Starts with the running group of pictures, or requests a key frame if {@code frames} is empty; only once. */
    void join(List<KeptFrame> frames, FrameHistory kept, MediaPath path, long now) {
        if (joined || started) {
            return;
        }
        joined = true;
        if (frames.isEmpty()) {
            requestKeyFrame(now);
        }
        for (KeptFrame frame : frames) {
            take(broadcast, frame, kept, path, now);
        }
    }

    /** Takes a frame of a broadcast that the stream is subscribed to, and sends it if it is the stream's turn. */
    void take(Broadcast from, KeptFrame kept, FrameHistory keptIn, MediaPath path, long now) {
        PacketizedFrame frame = kept.frame();
        if (from != broadcast) {
            if (!canSwitchTo(from, frame)) {
                return;
            }
            switchTo(now);
        } else if (!isFlowing() && !share.beginsWith(frame)) {
            StreamCounters.add(counters.framesSkipped, 1);
            if (keyFrames.isPatienceOver(now)) {
                requestKeyFrame(now);
            }
            return;
        } else if (started) {
            followRate(now);
        }
        history = keptIn;
        if (!isAffordable(frame, path, now) || isLeftOut(frame, now)) {
            StreamCounters.add(counters.framesSkipped, 1);
            return;
        }
        started = true;
        interrupted = false;
        enqueue(kept, path, now);
    }

    /** Asks the rate control what it wants by now: after each frame, and after feedback. */
    void followRate(long now) {
        if (started && share.adapts()) {
            share.follow(this, now);
            sender.refreshReport(now);
        }
    }

    private boolean canSwitchTo(Broadcast from, PacketizedFrame frame) {
        return frame.keyFrame()
                && share.awaits(from)
                && lastTicks - writer.ticks(frame.captureTimeNanos()) <= LAG_TICKS;
    }

    private void switchTo(long now) {
        throwAwayWaiting();
        broadcast = share.complete(this, now);
    }

    /** Whether the viewer's TCP connection has room for the frame; always true over UDP. */
    private boolean isAffordable(PacketizedFrame frame, MediaPath path, long now) {
        long overdue = outlet.overdueNanos(path, now);
        if (!share.adapts()) {
            return outlet.isWritable(counters, path) && overdue <= WriteBudget.NANOS;
        }
        if (!path.tcp() && !budget.isSkipping()) {
            return true;
        }
        long bitsPerSecond = share.bitsPerSecond();
        long backlog = path.tcp() ? backlog(path) + overdue * bitsPerSecond / 8_000_000_000L : 0;
        if (budget.admits(frame.keyFrame(), WaitingPackets.size(frame, 0), backlog, bitsPerSecond)) {
            return true;
        }
        if (budget.wantsKeyFrame(backlog, bitsPerSecond)) {
            requestKeyFrameAgain(now);
        }
        return false;
    }

    private long backlog(MediaPath path) {
        return waiting.bytes() + share.beside() + outlet.backlog(path);
    }

    private boolean isLeftOut(PacketizedFrame frame, long now) {
        if (share.wantsKeyFrame(now)) {
            requestKeyFrameAgain(now);
        }
        return share.verdict(frame.keyFrame(), frame.disposable(), WaitingPackets.size(frame, 0), now)
                != FrameVerdict.SEND;
    }

    private void enqueue(KeptFrame kept, MediaPath path, long now) {
        if (kept.frame().keyFrame() && (share.isPaced() || path.tcp()) && !waiting.isEmpty()) {
            throwAwayWaiting();
        }
        boolean behind = !waiting.isEmpty();
        waiting.add(kept);
        if (!behind) {
            outlet.begin();
            sendWaiting(burstPackets, path, now);
            outlet.flush(counters, path);
        }
        share.tellBacklog(backlog(path), now);
    }

    /** What is sent next is a key frame. */
    private void throwAwayWaiting() {
        StreamCounters.add(counters.framesSkipped, waiting.clear());
        lost.clear();
        sent.spareEarlier();
    }

    private boolean isAllowed(int bytes, long now) {
        return !share.isPaced() || rate.allowance(now) - share.ahead() >= bytes;
    }

    long waitingBytes() {
        return waiting.bytes();
    }

    boolean isMeasured() {
        return isVideo() && share.isMeasured();
    }

    /** Packets that have not left yet, because more than a burst came at once. */
    int waitingPackets() {
        return waiting.packets();
    }

    /** Whether {@link #tick} has something to do, now or before the next frame or feedback. */
    boolean needsTicks(long now) {
        return !waiting.isEmpty() || !lost.isEmpty() || share.isDue(now);
    }

    /** Sends what is due of that which waits: at most {@code atMost} packets to a viewer whose path is ample. */
    void tick(int atMost, MediaPath path, long now) {
        outlet.begin();
        while (!lost.isEmpty() && isAllowed(LARGEST_PACKET, now)) {
            resend(lost.poll(), path, now);
        }
        sendWaiting(atMost, path, now);
        share.tellBacklog(backlog(path), now);
        int padding = share.paddingDue(now);
        if (padding > 0 && history != null && outlet.isWritable(counters, path)) {
            retransmitter.pad(padding, history, path, now);
        }
        outlet.flush(counters, path);
    }

    private void sendWaiting(int atMost, MediaPath path, long now) {
        boolean bounded = share.isPaced();
        long ahead = share.ahead();
        for (int i = 0; !waiting.isEmpty() && (bounded || i < atMost); i++) {
            if (bounded && rate.allowance(now) - ahead < waiting.nextLength()) {
                break;
            }
            if (!outlet.isWritable(counters, path)) {
                break;
            }
            sendNext(path, now);
        }
    }

    private void sendNext(MediaPath path, long now) {
        KeptFrame kept = waiting.frame();
        PacketizedFrame frame = kept.frame();
        int index = waiting.index();
        if (index == 0) {
            begin(frame);
        }
        int payloadLength = frame.length(index);
        int place = outlet.place(payloadLength, counters, path);
        int number = writer.counts() ? outlet.takeTransportNumber() : -1;
        int length = writer.write(frame, index, sent.next(), pictureId, shift, number, outlet.buffer(), place);
        if (history != null) {
            sent.add(kept.id(), index, pictureId, shift, number, history);
        }
        retransmitter.sent(outlet.add(place, length, false, number, kind, counters, path, now));
        StreamCounters.add(counters.packetsSent, 1);
        StreamCounters.add(counters.bytesSent, payloadLength);
        if (waiting.advance()) {
            StreamCounters.add(counters.framesSent, 1);
        }
    }

    /** Pictures have ascending timestamps and identifiers without gaps, of all renditions, and when sent again. */
    private void begin(PacketizedFrame frame) {
        pictureId = (pictureId + 1) % PICTURE_IDS;
        long ticks = writer.ticks(frame.captureTimeNanos());
        long behind = isVideo() && anyPacket ? lastTicks + 1 - ticks : 0;
        shift = (int) Math.max(0, Math.min(behind, SentPackets.LONGEST_SHIFT));
        anyPacket = true;
        lastTicks = ticks + shift;
    }

    /**
     * Sends lost packets again. When one is no longer kept, as after an interruption, only a key frame mends the
     * picture; browsers ask for one only after some seconds.
     */
    void retransmit(GenericNack nack, MediaPath path, long now) {
        FrameHistory kept = history;
        if (kept == null) {
            return;
        }
        outlet.begin();
        nack.forEachLost(sequenceNumber -> {
            StreamCounters.add(counters.nackedPackets, 1);
            if (!retransmitter.isRepairable(sequenceNumber, kept)) {
                requestKeyFrameAgain(now);
            }
            if (isAllowed(LARGEST_PACKET, now)) {
                resend(sequenceNumber, path, now);
            } else if (!lost.offer(sequenceNumber)) {
                StreamCounters.add(counters.resendsRefused, 1);
            }
        });
        outlet.flush(counters, path);
    }

    /** Not over a TCP connection without room, which loses nothing that it was given. */
    private void resend(int sequenceNumber, MediaPath path, long now) {
        if (history != null && outlet.isWritable(counters, path)) {
            retransmitter.retransmit(sequenceNumber, history, path, now);
        } else {
            StreamCounters.add(counters.resendsRefused, 1);
        }
    }

    /** An instant on the stream's media clock. */
    int timestamp(long nanos) {
        return writer.timestamp(nanos);
    }

    /**
     * The viewer asks for a key frame; on a slow path the last one may not have arrived. It gets the running group of
     * pictures again, if its key frame is young, and only otherwise costs everybody a new one.
     *
     * @param group empty when it is older
     */
    void keyFrameRequested(List<KeptFrame> group, FrameHistory kept, MediaPath path, long now) {
        if (!isVideo()
                || !share.isOn()
                || share.isKeyFrameUnderWay(now)
                || waiting.hasKeyFrame()
                || !keyFrames.take(now)) {
            return;
        }
        if (!started) {
            broadcast.requestKeyFrame();
            return;
        }
        if (group.isEmpty() || !isJustPast(group.get(0).frame())) {
            broadcast.requestKeyFrameAgain(now);
            return;
        }
        throwAwayWaiting();
        for (KeptFrame frame : group) {
            take(broadcast, frame, kept, path, now);
        }
    }

    /** Pictures that are sent again follow the last one within the same moment. */
    private boolean isJustPast(PacketizedFrame frame) {
        return lastTicks - writer.ticks(frame.captureTimeNanos()) <= LONGEST_SHIFT;
    }

    /** By what the viewer says, or by how slowly it takes what it is sent. */
    private void requestKeyFrameAgain(long now) {
        if (keyFrames.isPatienceOver(now) && !share.isKeyFrameUnderWay(now) && keyFrames.take(now)) {
            broadcast.requestKeyFrameAgain(now);
        }
    }

    private void requestKeyFrame(long now) {
        keyFrames.asked(now);
        broadcast.requestKeyFrame();
    }
}
