package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import io.github.natcast.sdp.diagnose.ViewerVerdictCode.Phase;
import java.util.Optional;

/**
 * What was last said of a viewer. A missed budget is said at once; that it plays badly only when it is so for some
 * seconds, and taken back only when it was not for some: a picture that comes and goes must not flood a page. Confined
 * to the control thread.
 */
final class VerdictMemory {
    /** Looks, of which there is one a second while it plays. */
    static final int UNTIL_SAID = 3;

    static final int UNTIL_TAKEN_BACK = 5;

    private Optional<ViewerVerdictCode> said = Optional.empty();
    private Optional<ViewerVerdictCode> before = Optional.empty();
    private int looks;

    /** What was said, and holds. */
    Optional<ViewerVerdictCode> said() {
        return said;
    }

    /** Whether it was said that it plays badly. */
    boolean isPlaying() {
        return isPlaying(said);
    }

    /** Takes what one look has shown; returns whether something else is to be said now. */
    boolean look(Optional<ViewerVerdictCode> seen) {
        looks = seen.equals(before) ? looks + 1 : 1;
        before = seen;
        boolean certain = isPlaying(seen)
                ? looks >= UNTIL_SAID
                : seen.isPresent() || !isPlaying(said) || looks >= UNTIL_TAKEN_BACK;
        Optional<ViewerVerdictCode> next = certain ? seen : kept();
        boolean changed = !next.equals(said);
        said = next;
        return changed;
    }

    /** What was missing before it played is there now. */
    private Optional<ViewerVerdictCode> kept() {
        return isPlaying(said) ? said : Optional.empty();
    }

    private static boolean isPlaying(Optional<ViewerVerdictCode> code) {
        return code.filter(one -> one.phase() == Phase.PLAYING).isPresent();
    }
}
