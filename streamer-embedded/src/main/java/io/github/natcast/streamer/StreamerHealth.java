package io.github.natcast.streamer;

import io.github.natcast.streamer.publish.PublicationState;
import io.github.natcast.streamer.publish.PublicationStats;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a streamer does, at one moment: the same that {@code GET /healthz} tells. Immutable.
 *
 * @param ok whether it serves what it offers; false is status 503
 * @param live whether all its threads run and, while somebody watches, media are encoded and sent, as far as the
 *     sources give occasion. When it is not, to start the program again helps; when it is but is not {@code ok}, that
 *     does not
 * @param reasons what is wrong, each a sentence for the operator; also of what does no harm to {@code ok}, such as one
 *     channel of many without an encoder, or a host that is too busy
 * @param warnings what the host lacks and viewers may feel, each a sentence for the operator with what to do, such as a
 *     processor that is too busy; no harm to {@code ok}
 * @param uptime since it started to serve
 * @param viewers that are open
 * @param viewersConnected that receive media
 * @param sources what is shown, one for each channel
 * @param encoders one for each codec, format and rendition that was ever wanted, channel by channel
 * @param audio one for each channel with sound
 * @param egress how media leave
 * @param nat how it gets through its NAT; empty where it needs no help
 * @param publications to media servers, those that have failed among them; one that is not connected does no harm to
 *     {@code ok}, and is among the warnings
 * @param events the latest of sources and encoders, each a sentence that begins with its time, the newest last
 */
public record StreamerHealth(
        boolean ok,
        boolean live,
        List<String> reasons,
        List<String> warnings,
        Duration uptime,
        int viewers,
        int viewersConnected,
        List<Source> sources,
        List<Encoder> encoders,
        List<Audio> audio,
        Egress egress,
        Optional<Nat> nat,
        List<Published> publications,
        List<String> events) {
    public StreamerHealth {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
        sources = List.copyOf(sources);
        encoders = List.copyOf(encoders);
        audio = List.copyOf(audio);
        publications = List.copyOf(publications);
        events = List.copyOf(events);
    }

    /**
     * What a channel shows.
     *
     * @param channel its name
     * @param shown the source's name, without passwords
     */
    public record Source(String channel, String shown) {}

    /**
     * How one encoding does.
     *
     * @param channel its name
     * @param rendition 0 for the full picture, 1 and 2 for smaller ones
     * @param profile of H.264, unless it is the usual one, constrained baseline
     * @param decoder the H.264 that its viewers play of a source that is copied, such as {@code high}, where that is
     *     not what is encoded
     * @param maximumUnit bytes that no NAL unit may exceed; empty where any length will do
     * @param encoder FFmpeg's name of the one that is open; empty when none is
     * @param failure why nothing can be encoded; empty when it can
     * @param unusable the preferred encoders that are not used, each with the reason
     * @param viewers that are sent its frames
     * @param bitrate what it aims at now, in bits per second
     * @param frames that came out
     * @param keyFrames of these
     * @param bytes of these
     * @param dropped pictures replaced by newer ones before the encoder was free
     */
    public record Encoder(
            String channel,
            VideoCodec codec,
            int rendition,
            Optional<String> profile,
            Optional<String> decoder,
            OptionalInt maximumUnit,
            Optional<String> encoder,
            Optional<String> failure,
            Map<String, String> unusable,
            int viewers,
            int bitrate,
            long frames,
            long keyFrames,
            long bytes,
            long dropped) {
        public Encoder {
            unusable = Collections.unmodifiableMap(new LinkedHashMap<>(unusable));
        }
    }

    /**
     * How the sound of a channel does.
     *
     * @param channel its name
     * @param failure why there is none; empty when there is
     * @param viewers that are sent it
     * @param frames that were encoded, silence included
     * @param packets that came out
     * @param silences packets of silence that were left out (DTX)
     * @param bytes of the packets
     * @param dropped pieces that came faster than they could be taken
     * @param correctedSamples at 48 kHz, added or left out for sources whose clocks run wrong
     */
    public record Audio(
            String channel,
            Optional<String> failure,
            int viewers,
            long frames,
            long packets,
            long silences,
            long bytes,
            long dropped,
            long correctedSamples) {}

    /**
     * How one publication does.
     *
     * @param channel its name
     * @param target scheme, host and port of the server's URL
     * @param number tells it from the others of its channel to the same target: 1 or more, for as long as it is open
     * @param reason why it is not connected; empty when it is
     */
    public record Published(
            String channel,
            String target,
            int number,
            PublicationState state,
            Optional<String> reason,
            PublicationStats stats) {}

    /**
     * How packets leave.
     *
     * @param segmented whether several leave in one call (UDP_SEGMENT)
     * @param reason why, or why not
     * @param packets sent
     * @param calls of the operating system for them
     * @param runs calls for several packets
     * @param runPackets packets sent by those
     * @param packetsLost that the operating system did not take
     * @param refusals viewers' addresses to which several in one call are refused
     */
    public record Egress(
            boolean segmented,
            String reason,
            long packets,
            long calls,
            long runs,
            long runPackets,
            long packetsLost,
            long refusals) {}

    /**
     * How the streamer gets through its NAT by STUN and TURN.
     *
     * @param symmetric whether STUN servers see different public addresses; then STUN does not suffice
     * @param addressChanges how often the NAT gave another public address
     * @param checks sent toward viewers' candidates
     */
    public record Nat(
            List<Server> stunServers,
            Optional<Server> turnServer,
            boolean symmetric,
            long addressChanges,
            long checks) {
        public Nat {
            stunServers = List.copyOf(stunServers);
        }
    }

    /**
     * A STUN or TURN server.
     *
     * @param addresses what a STUN server sees, or a TURN server relays from; none while it does not answer
     * @param failure why it is of no use at the moment; empty while it is of use
     */
    public record Server(String url, List<InetSocketAddress> addresses, Optional<String> failure) {
        public Server {
            addresses = List.copyOf(addresses);
        }
    }
}
