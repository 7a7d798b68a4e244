package io.github.natcast.streamer.internal.negotiation;

import java.util.List;

/**
 * What an answer to an offer of this side agrees to. Immutable.
 *
 * @param send the media to send and the peer's transport. Where there are layers, its video is the first of them
 * @param layers the simulcast streams that the peer takes, in the order of the offer, the largest picture first; empty
 *     where one stream is sent
 */
public record PublishPlan(SendPlan send, List<SimulcastLayer> layers) {
    public PublishPlan {
        layers = List.copyOf(layers);
    }
}
