package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;

/** A rate control that says what a test wants, and remembers what it is told. */
final class ScriptedRate implements RateControl {
    record Told(int transportSequenceNumber, int bytes, PacketKind kind) {}

    final List<Told> sent = new ArrayList<>();
    final List<TransportFeedback> feedback = new ArrayList<>();
    final List<Long> estimates = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    final List<Integer> renditions = new ArrayList<>();
    int wanted;
    boolean paced;
    int allowance = Integer.MAX_VALUE;
    int padding;
    long backlog;
    long overdue;
    boolean wantsKeyFrame;
    boolean keyFrameUnderWay;
    FrameVerdict verdict = FrameVerdict.SEND;

    @Override
    public void onSent(int transportSequenceNumber, int bytes, PacketKind kind, long now) {
        sent.add(new Told(transportSequenceNumber, bytes, kind));
        allowance -= paced ? bytes : 0;
        padding -= kind == PacketKind.PADDING ? bytes : 0;
    }

    @Override
    public void onFeedback(TransportFeedback message, long now) {
        feedback.add(message);
    }

    @Override
    public void onReceiverEstimate(long bitsPerSecond, long now) {
        estimates.add(bitsPerSecond);
    }

    @Override
    public void onReceiverReport(double fractionLost, long roundTripNanos, long now) {
        losses.add(fractionLost);
    }

    @Override
    public void onBacklog(long bytes, long now) {
        backlog = bytes;
    }

    @Override
    public long overdueNanos(long now) {
        return overdue;
    }

    @Override
    public void onRendition(int index, long now) {
        renditions.add(index);
    }

    @Override
    public int wantedRendition(long now) {
        return wanted;
    }

    @Override
    public FrameVerdict verdict(boolean keyFrame, boolean disposable, int bytes, long now) {
        return keyFrame ? FrameVerdict.SEND : verdict;
    }

    @Override
    public boolean wantsKeyFrame(long now) {
        return wantsKeyFrame;
    }

    @Override
    public boolean isKeyFrameUnderWay(long now) {
        return keyFrameUnderWay;
    }

    @Override
    public boolean isPaced() {
        return paced;
    }

    @Override
    public int allowance(long now) {
        return Math.max(0, allowance);
    }

    @Override
    public int paddingDue(long now) {
        return Math.max(0, padding);
    }

    @Override
    public long nextDueNanos(long now) {
        return padding > 0 ? now : Long.MAX_VALUE;
    }

    @Override
    public RateReport report(long now) {
        int current = renditions.isEmpty() ? 0 : renditions.get(renditions.size() - 1);
        return new RateReport(RateReport.EstimateSource.NONE, 0, 0, current, wanted, 0, 0, 0, paced, 0, 0);
    }
}
