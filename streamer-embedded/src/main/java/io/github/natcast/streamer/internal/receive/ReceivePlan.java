package io.github.natcast.streamer.internal.receive;

import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import java.util.List;
import java.util.Map;

/**
 * What was negotiated about the media that come. Immutable.
 *
 * @param formats what may come; no two with one payload type
 * @param extensions the ids of header extensions, 1 to 14
 * @param reducedSize whether feedback may go without a report (RFC 5506)
 */
public record ReceivePlan(List<ReceivedFormat> formats, Map<HeaderExtension, Integer> extensions, boolean reducedSize) {
    public ReceivePlan {
        formats = List.copyOf(formats);
        extensions = Map.copyOf(extensions);
    }
}
