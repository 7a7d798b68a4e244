package io.github.natcast.streamer.internal.signaling;

/** A viewer that is told nothing. Stateless, but for what a test adds. */
public class NoSignals implements ViewerSignals {
    @Override
    public void onLocalCandidate(TrickledCandidate candidate) {}

    @Override
    public void onEndOfLocalCandidates() {}

    @Override
    public void onVerdict(String code, String viewer, String operator) {}

    @Override
    public void onClosed(String reason) {}

    @Override
    public void onRemoved(String reason) {}

    @Override
    public boolean send(OutgoingMessage message) {
        return false;
    }
}
