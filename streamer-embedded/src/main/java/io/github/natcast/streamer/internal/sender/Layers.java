package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.rate.RateControl;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulcast streams of one receiver, and how many of them are on: all from some index to the last, the smallest
 * picture, which always is. What the receiver's rate control takes for a rendition is such an index. Confined to the
 * receiver's sender thread, once all streams are added.
 *
 * <p>More are on as soon as each has had a key frame; fewer at once. A stream that is off sees no frames.
 */
final class Layers {
    private final SimulcastLadder ladder;
    private final RateControl rate;
    private final ViewerSender.Listener listener;
    private final SenderLoop loop;
    private final List<SendStream> streams = new ArrayList<>();
    private final boolean[] on;
    private int current;
    private int target;

    Layers(SimulcastLadder ladder, RateControl rate, ViewerSender.Listener listener, SenderLoop loop) {
        this.ladder = ladder;
        this.rate = rate;
        this.listener = listener;
        this.loop = loop;
        this.on = new boolean[ladder.broadcasts().size()];
    }

    /** Adds the next one, which is on. */
    void add(SendStream stream) {
        on[streams.size()] = true;
        streams.add(stream);
    }

    /** The smallest picture that has a working encoder. */
    int last() {
        return Math.min(ladder.rates().count(), streams.size()) - 1;
    }

    boolean isOn(int index) {
        return on[index];
    }

    /**
     * The stream that asks the rate control for all of them, and is not turned off thereby: that of the smallest
     * picture which is sent. It need not be the last one, whose encoder may have failed, or may work only now. -1
     * before any key frame.
     */
    int leader() {
        int last = last();
        int leader = -1;
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).isFlowing() && (i <= last || leader < 0)) {
                leader = i;
            }
        }
        return leader;
    }

    /** Whether no other stream is sent, and so the rate control's frame is this one's. */
    boolean isAlone(int index) {
        return index == target && current == target && (index == last() || index == leader());
    }

    /** The largest picture that is on. */
    int largest() {
        return target;
    }

    /** What is on takes together, in bits per second. */
    long bitsPerSecond() {
        return ladder.rates().bitsPerSecond(Math.min(current, last()));
    }

    /** What waits to be sent of the streams from {@code index} on, but for one, in bytes. */
    long waitingFrom(int index, int besides) {
        long bytes = 0;
        for (int i = index; i < streams.size(); i++) {
            bytes += i == besides ? 0 : streams.get(i).waitingBytes();
        }
        return bytes;
    }

    /**
     * Turns on and off what the rate control wants by now; the leader goes on until a smaller picture is sent, too.
     *
     * @param leader the stream that asks: it is never turned off here, since it may be walked
     */
    void follow(int leader, long now) {
        int last = last();
        int wanted = Math.max(0, Math.min(rate.wantedRendition(now), Math.min(leader, last)));
        if (wanted < target) {
            listener.onRenditionWanted(wanted);
        }
        boolean fewer = wanted > target;
        target = wanted;
        boolean flowing = true;
        for (int i = 0; i < on.length; i++) {
            boolean wantedOn = (i >= wanted && i <= last) || i == leader;
            if (wantedOn != on[i]) {
                turn(i, wantedOn);
            }
            flowing &= !wantedOn || streams.get(i).isFlowing();
        }
        if (fewer || (current != target && flowing)) {
            if (current != target) {
                current = target;
                rate.onRendition(current, now);
            }
            // Also where one that was awaited is not wanted any more: it need not be encoded.
            listener.onRendition(current);
        }
    }

    private void turn(int index, boolean toOn) {
        SendStream stream = streams.get(index);
        on[index] = toOn;
        if (toOn) {
            loop.subscribe(stream, stream.broadcast());
            stream.broadcast().requestKeyFrame();
        } else {
            loop.unsubscribe(stream, stream.broadcast());
            stream.interrupt();
        }
    }
}
