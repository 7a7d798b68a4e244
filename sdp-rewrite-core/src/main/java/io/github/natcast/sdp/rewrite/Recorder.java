package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.rewrite.Change.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what became of each line. Confined to one rewriting. */
final class Recorder {
    private static final Set<Reason> MEDIA_REASONS =
            EnumSet.of(Reason.MALFORMED, Reason.PORTS_NOT_CONTIGUOUS, Reason.RTCP_NOT_MAPPED);

    private final String text;
    private final List<Change> changes = new ArrayList<>();

    Recorder(String text) {
        this.text = text;
    }

    void line(AddressLine line, String after, @Nullable String rule, Reason reason) {
        String before = text.substring(line.start, line.end);
        Kind kind = before.equals(after) ? Kind.KEPT : Kind.CHANGED;
        // m= has no address of its own; its c= reports what was left alone.
        if (kind == Kind.KEPT && line.kind == AddressLine.Kind.MEDIA && !MEDIA_REASONS.contains(reason)) {
            return;
        }
        changes.add(new Change(kind, line.number, before, after, Optional.ofNullable(rule), reason));
    }

    void dropped(AddressLine line, @Nullable String rule, Reason reason) {
        String before = text.substring(line.start, line.end);
        changes.add(new Change(Kind.DROPPED, line.number, before, "", Optional.ofNullable(rule), reason));
    }

    void added(int afterLine, String added, @Nullable String rule, Reason reason) {
        changes.add(new Change(Kind.ADDED, afterLine, "", added, Optional.ofNullable(rule), reason));
    }

    List<Change> changes() {
        return changes;
    }
}
