package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;

/** One broadcast as it is, whatever the path carries: audio. Immutable. */
final class NoShare implements RateShare {
    private final boolean beginsInSilence;

    NoShare(boolean beginsInSilence) {
        this.beginsInSilence = beginsInSilence;
    }

    @Override
    public boolean beginsWith(PacketizedFrame frame) {
        return frame.keyFrame() && (beginsInSilence || !frame.silent());
    }

    @Override
    public boolean adapts() {
        return false;
    }

    @Override
    public void follow(SendStream stream, long now) {}

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public boolean awaits(Broadcast broadcast) {
        return false;
    }

    @Override
    public Broadcast complete(SendStream stream, long now) {
        return stream.broadcast();
    }

    @Override
    public long bitsPerSecond() {
        return 0;
    }

    @Override
    public boolean isPaced() {
        return false;
    }

    @Override
    public long ahead() {
        return 0;
    }

    @Override
    public long beside() {
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
    public void tellBacklog(long bytes, long now) {}

    @Override
    public int paddingDue(long now) {
        return 0;
    }

    @Override
    public boolean isDue(long now) {
        return false;
    }

    @Override
    public boolean isMeasured() {
        return true;
    }
}
