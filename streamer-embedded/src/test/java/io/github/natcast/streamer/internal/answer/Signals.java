package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.internal.signaling.NoSignals;
import io.github.natcast.streamer.internal.signaling.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/** Keeps why viewers ended. */
final class Signals extends NoSignals {
    final List<String> closed = new ArrayList<>();
    final List<String> verdicts = new ArrayList<>();
    final List<String> words = new ArrayList<>();

    @Override
    public void onVerdict(String code, String viewer, String operator) {
        verdicts.add(code);
        words.add(viewer);
        words.add(operator);
    }

    @Override
    public void onClosed(String reason) {
        closed.add(reason);
    }

    @Override
    public void onRemoved(String reason) {
        closed.add(reason);
    }

    @Override
    public boolean send(OutgoingMessage message) {
        return true;
    }
}
