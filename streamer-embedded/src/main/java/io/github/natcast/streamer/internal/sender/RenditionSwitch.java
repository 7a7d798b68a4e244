package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl;
import io.github.natcast.streamer.internal.rate.RateControl.FrameVerdict;

/**
 * Which rendition a viewer is sent, and which it is to be sent from that one's next key frame on. Until then, the
 * stream is subscribed to both. Confined to the viewer's sender thread; owned by its {@link SendStream}.
 */
final class RenditionSwitch implements RateShare {
    /** How long a key frame may take before it is requested again: its encoder may have to start. */
    private static final long PATIENCE_NANOS = 500_000_000;

    private final VideoLadder ladder;
    private final RateControl rate;
    private final ViewerSender.Listener listener;
    private final SenderLoop loop;
    private int current;
    private int target;
    private long requestedNanos;

    RenditionSwitch(VideoLadder ladder, RateControl rate, ViewerSender.Listener listener, SenderLoop loop) {
        this.ladder = ladder;
        this.rate = rate;
        this.listener = listener;
        this.loop = loop;
    }

    @Override
    public boolean adapts() {
        return true;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    /** Has the stream look out for the rendition that its rate control wants by now. */
    @Override
    public void follow(SendStream stream, long now) {
        int wanted = wanted(now);
        if (wanted != target) {
            if (target != current) {
                loop.unsubscribe(stream, broadcast(target));
            }
            target = wanted;
            listener.onRenditionWanted(wanted);
            if (target != current) {
                loop.subscribe(stream, broadcast(target));
                requestKeyFrame(now);
            }
        } else if (target != current && now - requestedNanos >= PATIENCE_NANOS) {
            requestKeyFrame(now);
        }
    }

    /** Renditions whose encoder does not work have left the ladder's end; the full one always remains. */
    private int wanted(long now) {
        int last = Math.min(ladder.rates().count(), ladder.broadcasts().size()) - 1;
        return Math.max(0, Math.min(rate.wantedRendition(now), last));
    }

    /** The present target of the rendition that is sent. */
    @Override
    public long bitsPerSecond() {
        return ladder.rates().bitsPerSecond(Math.min(current, ladder.rates().count() - 1));
    }

    @Override
    public boolean awaits(Broadcast broadcast) {
        return target != current && broadcast == broadcast(target);
    }

    @Override
    public Broadcast complete(SendStream stream, long now) {
        loop.unsubscribe(stream, broadcast(current));
        current = target;
        rate.onRendition(current, now);
        listener.onRendition(current);
        return broadcast(current);
    }

    @Override
    public boolean isPaced() {
        return rate.isPaced();
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
        return rate.verdict(keyFrame, disposable, bytes, now);
    }

    @Override
    public boolean wantsKeyFrame(long now) {
        return rate.wantsKeyFrame(now);
    }

    @Override
    public boolean isKeyFrameUnderWay(long now) {
        return rate.isKeyFrameUnderWay(now);
    }

    @Override
    public void tellBacklog(long bytes, long now) {
        rate.onBacklog(bytes, now);
    }

    @Override
    public int paddingDue(long now) {
        return rate.paddingDue(now);
    }

    @Override
    public boolean isDue(long now) {
        return rate.nextDueNanos(now) != Long.MAX_VALUE;
    }

    @Override
    public boolean isMeasured() {
        return true;
    }

    private Broadcast broadcast(int index) {
        return ladder.broadcasts().get(index);
    }

    private void requestKeyFrame(long now) {
        requestedNanos = now;
        broadcast(target).requestKeyFrame();
    }
}
