package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.signaling.Reports;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.ViewerDirectory;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.topology.IceServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for what answers offers, and for the reports, while these are opened: signalling listens earlier, but asks
 * nothing of them before it is told that they are there. Thread-safe.
 */
final class LateAnswers implements SignalingHandler {
    private volatile @Nullable Answers answers;

    private record Answers(SignalingHandler handler, Reports reports) {}

    void become(SignalingHandler handler, Reports reports) {
        answers = new Answers(handler, reports);
    }

    private Answers answers() {
        Answers now = answers;
        if (now == null) {
            throw new IllegalStateException("signalling asks before it may");
        }
        return now;
    }

    Reports reports() {
        return new Reports(
                () -> answers().reports().health().get(),
                () -> answers().reports().metrics().get(),
                new ViewerDirectory() {
                    @Override
                    public List<Map<String, Object>> all() {
                        return answers().reports().viewers().all();
                    }

                    @Override
                    public Optional<Map<String, Object>> find(String id) {
                        return answers().reports().viewers().find(id);
                    }
                });
    }

    @Override
    public Admission.Decision admit(ViewerRequest request) {
        return answers().handler().admit(request);
    }

    @Override
    public boolean admitsEveryone() {
        return answers().handler().admitsEveryone();
    }

    @Override
    public SignaledViewer offer(
            String sdp, ViewerRequest origin, Admission.Decision.Watch admitted, ViewerSignals signals)
            throws OfferRejectedException {
        return answers().handler().offer(sdp, origin, admitted, signals);
    }

    @Override
    public List<IceServer> iceServers(ViewerRequest origin) {
        return answers().handler().iceServers(origin);
    }
}
