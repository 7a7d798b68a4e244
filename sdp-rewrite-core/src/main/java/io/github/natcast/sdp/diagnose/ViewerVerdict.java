package io.github.natcast.sdp.diagnose;

import java.util.Objects;

/**
 * Why a viewer sees nothing, or sees it badly, in words for each reader. Immutable.
 *
 * @param code what it is; stable, for programs
 * @param operator what was seen and what to change, for whoever runs the server; it may name local ports and the
 *     encoder's words
 * @param general the same for a page that anybody may open: no address or port that the viewer was not told
 * @param viewer what the viewer can do
 */
public record ViewerVerdict(ViewerVerdictCode code, String operator, String general, String viewer) {

    /** Checks that nothing is missing. */
    public ViewerVerdict {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(general, "general");
        Objects.requireNonNull(viewer, "viewer");
    }
}
