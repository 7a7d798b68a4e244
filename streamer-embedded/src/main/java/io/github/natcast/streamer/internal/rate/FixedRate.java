package io.github.natcast.streamer.internal.rate;

import io.github.natcast.streamer.internal.rate.RateReport.EstimateSource;
import io.github.natcast.streamer.internal.rtcp.TransportFeedback;

/** No adaptation: the full rendition, at once, whatever the path carries. Confined to the viewer's sender thread. */
public final class FixedRate implements RateControl {
    private int rendition;
    private double fractionLost;
    private long roundTripNanos;

    @Override
    public void onSent(int transportSequenceNumber, int bytes, PacketKind kind, long now) {}

    @Override
    public void onFeedback(TransportFeedback feedback, long now) {}

    @Override
    public void onReceiverEstimate(long bitsPerSecond, long now) {}

    @Override
    public void onReceiverReport(double fraction, long roundTrip, long now) {
        fractionLost = fraction;
        roundTripNanos = roundTrip;
    }

    @Override
    public void onBacklog(long bytes, long now) {}

    @Override
    public long overdueNanos(long now) {
        return 0;
    }

    @Override
    public void onRendition(int index, long now) {
        rendition = index;
    }

    @Override
    public int wantedRendition(long now) {
        return 0;
    }

    @Override
    public FrameVerdict verdict(boolean keyFrame, boolean disposable, int bytes, long now) {
        return FrameVerdict.SEND;
    }

    @Override
    public boolean wantsKeyFrame(long now) {
        return false;
    }

    @Override
    public boolean isKeyFrameUnderWay(long now) {
        return false;
    }

    @Override
    public boolean isPaced() {
        return false;
    }

    @Override
    public int allowance(long now) {
        return Integer.MAX_VALUE;
    }

    @Override
    public int paddingDue(long now) {
        return 0;
    }

    @Override
    public long nextDueNanos(long now) {
        return Long.MAX_VALUE;
    }

    @Override
    public RateReport report(long now) {
        return new RateReport(EstimateSource.NONE, 0, 0, rendition, 0, 0, fractionLost, roundTripNanos, false, 0, 0);
    }
}
