package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Rendition;
import java.util.ArrayList;
import java.util.List;

/**
 * What smaller renditions aim at while the full one has another rate than the settings say, since its source has
 * encoded it: less than that rate in the ladder's proportions. Otherwise a rendition would have more bits than the full
 * one, and nobody would be switched up through it. Confined to the control thread; owned by its {@link SharedLadder}.
 */
final class CopiedScale {
    /** Smaller changes of the source's rate are its pictures' own ups and downs. */
    private static final double CHANGE = 0.2;

    /** 0 before the first. */
    private long followed;

    /** Whether the full rendition's rate has changed so much that targets have to follow. */
    boolean follows(long bitsPerSecond) {
        boolean changed = Math.abs(bitsPerSecond - followed) > CHANGE * followed;
        if (changed) {
            followed = bitsPerSecond;
        }
        return changed;
    }

    /** The settings have changed: the next rate is followed, whatever it is. */
    void restart() {
        followed = 0;
    }

    /**
     * The ladder with the rates that its smaller renditions aim at; never more than their own.
     *
     * @param nominal as the settings say, the full one first
     * @param least bits per second that no encoder goes below
     */
    List<Rendition> targets(List<Rendition> nominal, int least) {
        double share = followed == 0
                ? 1
                : Math.min(1, (double) followed / nominal.get(0).bitrate());
        List<Rendition> targets = new ArrayList<>(nominal);
        for (int index = 1; index < nominal.size(); index++) {
            Rendition one = nominal.get(index);
            int bitrate = (int) Math.min(one.bitrate(), Math.max(least, Math.round(share * one.bitrate())));
            targets.set(index, new Rendition(index, one.width(), one.height(), bitrate));
        }
        return List.copyOf(targets);
    }
}
