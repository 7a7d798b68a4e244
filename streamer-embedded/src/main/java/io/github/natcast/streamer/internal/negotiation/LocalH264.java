package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import java.util.List;
import java.util.Set;

/**
 * The H.264 that can be sent (RFC 6184 §8.1). Immutable.
 *
 * @param packetizationModes 0 and 1, or one of them
 * @param profiles that can be encoded, the preferred first; not empty
 * @param levelIdc ten times the level that the stream keeps to, such as 31
 */
public record LocalH264(Set<Integer> packetizationModes, List<H264Profile> profiles, int levelIdc) {
    public LocalH264 {
        packetizationModes = Set.copyOf(packetizationModes);
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("there must be a profile of H.264");
        }
        if (levelIdc < 10 || levelIdc > 255) {
            throw new IllegalArgumentException("level_idc " + levelIdc + " must be from 10 to 255");
        }
    }
}
