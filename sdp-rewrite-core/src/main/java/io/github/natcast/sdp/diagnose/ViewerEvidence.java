package io.github.natcast.sdp.diagnose;

import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server has seen of one viewer, and what it knows of itself: all that a {@linkplain ViewerDoctor#judge verdict}
 * is made of. Immutable. Times are in milliseconds, steps since the viewer's offer; rates are of the last few seconds.
 *
 * @param age since the offer
 * @param route how the offer came
 * @param offered what the viewer can use, as far as it has said
 * @param advertised what it was told
 * @param connection how far it came
 * @param delivery what was sent, and what came back
 * @param path what its network is like
 * @param playback what its page reports
 * @param host how the server does
 */
public record ViewerEvidence(
        long age,
        Route route,
        Offered offered,
        Advertised advertised,
        Connection connection,
        Delivery delivery,
        Path path,
        Playback playback,
        Host host) {

    /** How the offer came here: media come another way. */
    public enum Route {
        /** From a public address, straight. */
        DIRECT,
        /** From a private address: the viewer is a neighbour, or somewhere in the same company. */
        NEIGHBOUR,
        /** From this host, by an address of this host. */
        LOCAL,
        /** From a tunnel, which does not say who is behind it. */
        TUNNEL,
        /** Through a proxy that says who is behind it. */
        PROXY;

        /** Whether the viewer may be anywhere. */
        public boolean isFromElsewhere() {
            return this == DIRECT || this == TUNNEL || this == PROXY;
        }
    }

    /**
     * The viewer's candidates, in the offer and since. Immutable.
     *
     * @param direct with an address of its own, over UDP
     * @param names with a {@code .local} name
     * @param reflexive with an address that a STUN server told it
     * @param relayed at a TURN server
     * @param tcp over TCP
     * @param ipv4 those over UDP with an IPv4 address
     * @param ipv6 those over UDP with an IPv6 address
     * @param complete whether it has said that these are all
     */
    public record Offered(
            int direct, int names, int reflexive, int relayed, int tcp, int ipv4, int ipv6, boolean complete) {
        /** Nothing yet. */
        public static final Offered NONE = new Offered(0, 0, 0, 0, 0, 0, 0, false);

        int udp() {
            return direct + names + reflexive + relayed;
        }

        int all() {
            return udp() + tcp;
        }
    }

    /**
     * Where a viewer was told to send its packets.
     *
     * @param address its IP address
     * @param port 1 to 65535
     * @param tcp whether by TCP; else by UDP
     */
    public record Endpoint(IpAddress address, int port, boolean tcp) {
        /** As people write it: {@code UDP 192.0.2.1:10111}. */
        @Override
        public String toString() {
            String host = address.toString();
            return (tcp ? "TCP " : "UDP ") + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /**
     * What the answer says of this side, and what is behind it. Immutable.
     *
     * @param endpoints those of the answer, the preferred one first
     * @param translated whether a forward, a tunnel or a NAT with a known address is between them and this host
     * @param punched whether this host's NAT lets in only whom it has sent to: STUN has told the address
     * @param relayed whether this host has a relay of its own among them
     * @param localPort the UDP port that media are bound to; 0 when unknown
     * @param reached whether packets of other viewers arrived there over UDP lately
     * @param turnServers the URLs of the TURN servers that the viewer was told
     */
    public record Advertised(
            List<Endpoint> endpoints,
            boolean translated,
            boolean punched,
            boolean relayed,
            int localPort,
            boolean reached,
            List<String> turnServers) {
        /** Nothing. */
        public static final Advertised NONE = new Advertised(List.of(), false, false, false, 0, false, List.of());

        /** Copies the lists. */
        public Advertised {
            endpoints = List.copyOf(endpoints);
            turnServers = List.copyOf(turnServers);
        }
    }

    /**
     * How far the connection has come. Immutable.
     *
     * @param firstCheck when the first connectivity check of the viewer arrived
     * @param pair when a candidate pair became valid
     * @param hello when the DTLS handshake began
     * @param secured when it was finished, so that media can flow
     * @param tcp whether the pair is a TCP connection
     * @param relayed whether one side of it is a relay
     * @param silent whether the viewer, once connected, has not answered for some seconds
     * @param dtlsFailure why the handshake failed, in the words of the side that ended it
     */
    public record Connection(
            OptionalLong firstCheck,
            OptionalLong pair,
            OptionalLong hello,
            OptionalLong secured,
            boolean tcp,
            boolean relayed,
            boolean silent,
            Optional<String> dtlsFailure) {
        /** Nothing has happened. */
        public static final Connection NONE = new Connection(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                false,
                false,
                false,
                Optional.empty());
    }

    /**
     * What was sent. Immutable.
     *
     * @param codec of the video, such as {@code H264}
     * @param firstPacket when the first packet of media was sent
     * @param firstReport when the first report of the viewer arrived
     * @param packets sent so far
     * @param refused packets that the operating system refused, of the last seconds
     * @param framesSent a second
     */
    public record Delivery(
            String codec,
            OptionalLong firstPacket,
            OptionalLong firstReport,
            long packets,
            long refused,
            double framesSent) {
        /** Nothing. */
        public static final Delivery NONE = new Delivery("", OptionalLong.empty(), OptionalLong.empty(), 0, 0, 0);
    }

    /**
     * What the path is like. Immutable.
     *
     * @param fractionLost of the packets, 0 to 1
     * @param roundTrip empty while unknown
     * @param queueing how long packets wait on their way
     * @param estimate what it carries, in bits per second; empty while unknown
     * @param sentBitrate of the rendition that is sent
     * @param fullBitrate of the full one; 0 when unknown
     * @param framesLeftOut for which it had no room, of the last seconds
     */
    public record Path(
            double fractionLost,
            OptionalLong roundTrip,
            long queueing,
            OptionalLong estimate,
            long sentBitrate,
            long fullBitrate,
            long framesLeftOut) {
        /** Nothing is known. */
        public static final Path UNKNOWN = new Path(0, OptionalLong.empty(), 0, OptionalLong.empty(), 0, 0, 0);
    }

    /**
     * What the page reports; other clients report nothing. Immutable.
     *
     * @param reports whether it reports at all, of this connection's video
     * @param firstFrame when it showed the first picture
     * @param decoded pictures so far
     * @param framesPerSecond that it decodes
     * @param dropShare of the pictures, that it decoded and did not show, 0 to 1
     * @param decodeTime of one picture
     * @param buffered how long a picture waits in the jitter buffer
     */
    public record Playback(
            boolean reports,
            OptionalLong firstFrame,
            long decoded,
            double framesPerSecond,
            double dropShare,
            double decodeTime,
            long buffered) {
        /** It reports nothing. */
        public static final Playback NONE = new Playback(false, OptionalLong.empty(), 0, 0, 0, 0, 0);
    }

    /**
     * How the server does. Immutable.
     *
     * @param nominalRate pictures a second of the settings; 0 when unknown
     * @param sourceRate pictures a second that the source gives; negative while unknown
     * @param encodedRate frames a second that the encoder makes; negative while unknown
     * @param encoderFailure why nothing is encoded
     * @param lateness that a task of the server waits for the processor
     * @param worstLateness the longest of the last few seconds
     */
    public record Host(
            double nominalRate,
            double sourceRate,
            double encodedRate,
            Optional<String> encoderFailure,
            long lateness,
            long worstLateness) {
        /** Nothing is known. */
        public static final Host UNKNOWN = new Host(0, -1, -1, Optional.empty(), 0, 0);
    }

    /** Of a viewer whose offer has just come. */
    public static ViewerEvidence of(Route route) {
        return new ViewerEvidence(
                0,
                route,
                Offered.NONE,
                Advertised.NONE,
                Connection.NONE,
                Delivery.NONE,
                Path.UNKNOWN,
                Playback.NONE,
                Host.UNKNOWN);
    }

    /** The same at another time. */
    public ViewerEvidence withAge(long value) {
        return new ViewerEvidence(value, route, offered, advertised, connection, delivery, path, playback, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Offered value) {
        return new ViewerEvidence(age, route, value, advertised, connection, delivery, path, playback, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Advertised value) {
        return new ViewerEvidence(age, route, offered, value, connection, delivery, path, playback, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Connection value) {
        return new ViewerEvidence(age, route, offered, advertised, value, delivery, path, playback, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Delivery value) {
        return new ViewerEvidence(age, route, offered, advertised, connection, value, path, playback, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Path value) {
        return new ViewerEvidence(age, route, offered, advertised, connection, delivery, value, playback, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Playback value) {
        return new ViewerEvidence(age, route, offered, advertised, connection, delivery, path, value, host);
    }

    /** The same with this. */
    public ViewerEvidence with(Host value) {
        return new ViewerEvidence(age, route, offered, advertised, connection, delivery, path, playback, value);
    }
}
