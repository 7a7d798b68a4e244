package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerDoctor;
import io.github.natcast.sdp.diagnose.ViewerEvidence;
import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.sdp.diagnose.ViewerVerdictCode;
import io.github.natcast.sdp.diagnose.ViewerVerdictCode.Phase;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import java.util.Locale;
import java.util.Optional;

/** The verdicts on one viewer, from look to look. Confined to the control thread, but for {@link #current}. */
final class ViewerVerdicts {
    /** What a page is told when there is none any more. */
    static final String NONE = "none";

    private final ViewerObservation observed;
    private final String codec;
    private final Locale language;
    private final VerdictMemory memory = new VerdictMemory();
    private final SentWindow window = new SentWindow();
    private volatile Verdict current = Verdict.NONE;

    /**
     * What holds; both are there, or none is. Immutable.
     *
     * @param operator in English, for the log and the program
     * @param page in the viewer's language
     */
    record Verdict(Optional<ViewerVerdict> operator, Optional<ViewerVerdict> page) {
        private static final Verdict NONE = new Verdict(Optional.empty(), Optional.empty());

        void tell(ViewerSignals signals) {
            page.ifPresentOrElse(
                    verdict -> signals.onVerdict(verdict.code().wireCode(), verdict.viewer(), verdict.general()),
                    () -> signals.onVerdict(ViewerVerdicts.NONE, "", ""));
        }
    }

    /**
     * @param codec of the viewer's video
     * @param language of its page
     */
    ViewerVerdicts(ViewerObservation observed, String codec, Locale language) {
        this.observed = observed;
        this.codec = codec;
        this.language = language;
    }

    ViewerObservation observed() {
        return observed;
    }

    /** On any thread. */
    Verdict current() {
        return current;
    }

    /**
     * Looks at the viewer.
     *
     * @param whole whether a second has passed since the last such look; others see only whether it gets a picture
     * @return whether {@link #current} is another one now
     */
    boolean look(Sight now, boolean whole) {
        if (whole) {
            now.stats().ifPresent(stats -> window.look(stats, now.nowNanos()));
        }
        ViewerEvidence evidence = observed.evidence(now, codec, window);
        Optional<ViewerVerdictCode> code = ViewerDoctor.code(evidence);
        boolean plays = code.filter(one -> one.phase() == Phase.PLAYING).isPresent() || memory.isPlaying();
        if ((plays && !whole) || !memory.look(code)) {
            return false;
        }
        current = memory.said().isEmpty()
                ? Verdict.NONE
                : new Verdict(ViewerDoctor.judge(evidence, Locale.ENGLISH), ViewerDoctor.judge(evidence, language));
        return true;
    }
}
