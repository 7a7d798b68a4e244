package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.connection.ConnectionEnd;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at one viewer and tells its page what it finds. Confined to the control thread, but for {@link #verdict}. */
final class ViewerExamination {
    private final SendPlan plan;
    private final ViewerVerdicts verdicts;
    private final ViewerSights sights;
    private final ViewerSignals signals;
    private final Consumer<Optional<ViewerVerdict>> program;

    /** @param program hears of each change */
    ViewerExamination(
            SendPlan plan,
            ViewerVerdicts verdicts,
            ViewerSights sights,
            ViewerSignals signals,
            Consumer<Optional<ViewerVerdict>> program) {
        this.plan = plan;
        this.verdicts = verdicts;
        this.sights = sights;
        this.signals = signals;
        this.program = program;
    }

    /** What holds now, in English. */
    Optional<ViewerVerdict> verdict() {
        return verdicts.current().operator();
    }

    /** A viewer with ICE-lite waits for checks: what is said of others without them is not true of it. */
    void look(ViewerSession viewer, Duration lateness, boolean whole) {
        if (!plan.transport().lite() || viewer.state() == ViewerState.CONNECTED) {
            look(viewer, lateness, whole, Optional.empty());
        }
    }

    private void look(ViewerSession viewer, Duration lateness, boolean whole, Optional<String> dtlsFailure) {
        if (verdicts.look(sights.of(viewer, plan, lateness, dtlsFailure), whole)) {
            verdicts.current().tell(signals);
            program.accept(verdict());
        }
    }

    /** @param given by whoever ended the viewer; null when it ended by itself */
    EndReason reason(ViewerSession viewer, ConnectionEnd end, @Nullable String given) {
        if (given != null) {
            return new EndReason(given, given);
        }
        if (!EndReason.needsVerdict(end) || plan.transport().lite()) {
            return new EndReason(end.reason(), end.reason());
        }
        look(viewer, Duration.ZERO, false, EndReason.handshakeFailure(end));
        return EndReason.of(end, verdicts.current());
    }
}
