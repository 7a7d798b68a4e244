package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;

/**
 * One simulcast stream's part: on or off, behind those of smaller pictures. Frames are left out of the smallest picture
 * that is sent, and only while it is alone: else there is a larger one to turn off. Confined to the receiver's sender
 * thread; owned by its {@link SendStream}.
 */
final class LayerShare implements RateShare {
    private final Layers layers;
    private final int index;
    private final RateControl rate;
    private boolean broken;
    private boolean leftOut;

    LayerShare(Layers layers, int index, RateControl rate) {
        this.layers = layers;
        this.index = index;
        this.rate = rate;
    }

    @Override
    public boolean adapts() {
        return true;
    }

    @Override
    public void follow(SendStream stream, long now) {
        if (leads()) {
            layers.follow(index, now);
        }
    }

    private boolean leads() {
        return index == layers.leader();
    }

    @Override
    public boolean isOn() {
        return layers.isOn(index);
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
        return layers.bitsPerSecond();
    }

    @Override
    public boolean isPaced() {
        return rate.isPaced();
    }

    @Override
    public long ahead() {
        return layers.waitingFrom(index + 1, index);
    }

    @Override
    public long beside() {
        return layers.waitingFrom(0, index);
    }

    @Override
    public FrameVerdict verdict(boolean keyFrame, boolean disposable, int bytes, long now) {
        FrameVerdict verdict =
                layers.isAlone(index) ? rate.verdict(keyFrame, disposable, bytes, now) : FrameVerdict.SEND;
        leftOut = verdict == FrameVerdict.LEAVE_OUT_TO_KEY_FRAME;
        if (keyFrame && verdict == FrameVerdict.SEND) {
            broken = false;
        } else if (leftOut) {
            broken = true;
        }
        return broken ? FrameVerdict.LEAVE_OUT_TO_KEY_FRAME : verdict;
    }

    /** The rate control forgets what it has left out when others are turned on; the decoder does not. */
    @Override
    public boolean wantsKeyFrame(long now) {
        return broken && (!leftOut || rate.wantsKeyFrame(now));
    }

    @Override
    public boolean isKeyFrameUnderWay(long now) {
        return layers.isAlone(index) && rate.isKeyFrameUnderWay(now);
    }

    @Override
    public void tellBacklog(long bytes, long now) {
        rate.onBacklog(bytes, now);
    }

    @Override
    public int paddingDue(long now) {
        return leads() ? rate.paddingDue(now) : 0;
    }

    @Override
    public boolean isDue(long now) {
        return leads() && rate.nextDueNanos(now) != Long.MAX_VALUE;
    }

    @Override
    public boolean isMeasured() {
        return index == layers.largest();
    }
}
