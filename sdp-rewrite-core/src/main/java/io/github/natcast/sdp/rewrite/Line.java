package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.internal.LineKind;
import org.jspecify.annotations.Nullable;

/** A line that matters to rewriting, as offsets into the text. Confined to one rewriting. */
class Line {
    final LineKind kind;
    final int number;
    final int start;
    final int end;
    final int next;

    /** Why the rules leave the line alone; null when they apply. */
    @Nullable
    Reason exempt;

    Line(LineKind kind, int number, int start, int end, int next) {
        this.kind = kind;
        this.number = number;
        this.start = start;
        this.end = end;
        this.next = next;
    }

    /** Why the rules leave alone the line that has no address, or one that they must not touch. */
    Reason exemption() {
        return exempt == null ? Reason.MALFORMED : exempt;
    }
}
