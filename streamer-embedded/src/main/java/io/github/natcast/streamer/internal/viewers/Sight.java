package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Host;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.Optional;

/**
 * How one viewer does now. Immutable.
 *
 * @param nowNanos on the control loop's clock
 * @param path empty until a pair is valid
 * @param stats empty before media flow
 * @param fullBitrate of the full rendition, in bits per second
 * @param reached whether others that come like this viewer came in over UDP lately
 * @param dtlsFailure why its handshake failed
 */
record Sight(
        long nowNanos,
        ViewerState state,
        Optional<MediaPath> path,
        Optional<ViewerStats> stats,
        Host host,
        long fullBitrate,
        boolean reached,
        Optional<String> dtlsFailure) {}
