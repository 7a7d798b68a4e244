package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;

/** Takes candidates with the addresses of this host, and passes them on with those that the viewer can use. */
record RewrittenSignals(ViewerSignals signals, AddressRewriting rewriting) implements ViewerSignals {
    @Override
    public void onLocalCandidate(TrickledCandidate candidate) {
        for (String rewritten :
                rewriting.candidate(candidate.candidate(), candidate.sdpMid().orElse(""))) {
            signals.onLocalCandidate(
                    new TrickledCandidate(rewritten, candidate.sdpMid(), candidate.sdpMLineIndex()));
        }
    }

    @Override
    public void onEndOfLocalCandidates() {
        signals.onEndOfLocalCandidates();
    }

    @Override
    public void onClosed(String reason) {
        signals.onClosed(reason);
    }
}
