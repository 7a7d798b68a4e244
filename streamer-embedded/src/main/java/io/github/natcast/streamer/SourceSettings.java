package io.github.natcast.streamer;

import java.util.Optional;

/**
 * What is shown. Immutable.
 *
 * @param source shown from the start
 * @param standby shown while no other source delivers; empty makes {@code source} its own standby
 */
record SourceSettings(VideoSource source, Optional<VideoSource> standby) {}
