package io.github.natcast.sdp.diagnose;

import static io.github.natcast.sdp.diagnose.Severity.ERROR;
import static io.github.natcast.sdp.diagnose.Severity.INFO;
import static io.github.natcast.sdp.diagnose.Severity.WARNING;

import java.util.Locale;

/** What a {@link Finding} is about. The names and {@linkplain #wireCode() wire codes} are stable. */
public enum FindingCode {
    /** The text has no {@code v=} or no {@code m=} line. */
    NOT_SDP(ERROR),
    /** The text is longer than the limit. */
    TOO_LARGE(ERROR),
    /** A candidate line cannot be read; peers skip it. */
    MALFORMED_CANDIDATE(WARNING),

    /** A private address (RFC 1918, RFC 4193) and no public one. */
    PRIVATE_ADDRESS(ERROR),
    /** An address of carrier-grade NAT (RFC 6598) and no public one. */
    SHARED_ADDRESS(ERROR),
    /** A link-local address and no public one. */
    LINK_LOCAL_ADDRESS(ERROR),
    /** A loopback address and no public one. */
    LOOPBACK_ADDRESS(ERROR),
    /** A candidate with {@code 0.0.0.0} or {@code ::}. */
    UNSPECIFIED_CANDIDATE(WARNING),
    /** Candidates with {@code 0.0.0.0} or {@code ::} and no others. */
    UNSPECIFIED_ONLY(ERROR),
    /** A private address beside a public one. */
    PRIVATE_ADDRESS_BESIDE_PUBLIC(INFO),
    /** Only private addresses, in a network without public ones. */
    LAN_ONLY(INFO),

    /** The topology's public address is a loopback one. */
    PUBLIC_ADDRESS_LOOPBACK(ERROR),
    /** The topology's public address is of carrier-grade NAT (RFC 6598). */
    PUBLIC_ADDRESS_SHARED(WARNING),
    /** The topology's public address is one of documentation (RFC 5737, RFC 3849) or of benchmarks (RFC 2544). */
    PUBLIC_ADDRESS_EXAMPLE(WARNING),
    /** The topology's public address is private and in the server's own network: a router's inner side. */
    PUBLIC_ADDRESS_INNER(WARNING),
    /** The topology's public address is private: right in a company network, and nowhere else. */
    PUBLIC_ADDRESS_PRIVATE(INFO),

    /** An advertised public port that is forwarded nowhere. */
    PORT_NOT_FORWARDED(ERROR),
    /** An advertised port that is the local end of a forward, not its public end. */
    LOCAL_PORT_ADVERTISED(ERROR),
    /** An advertised port that is forwarded for the other transport only. */
    TRANSPORT_MISMATCH(ERROR),
    /** An advertised port whose forward leads to another host. */
    FORWARD_TO_OTHER_HOST(ERROR),
    /** A public address that the topology does not list: an outdated one, or another network's. */
    UNKNOWN_PUBLIC_ADDRESS(WARNING),
    /** A port that media may use and that nothing forwards. */
    MEDIA_PORT_NOT_FORWARDED(WARNING),

    /** The server's candidates are mDNS names only. */
    MDNS_ONLY_LOCAL(ERROR),
    /** The viewer's candidates are mDNS names only, and the server's cannot be reached from outside. */
    MDNS_ONLY_REMOTE(ERROR),
    /** The server's candidates are host names only, which some browsers skip. */
    NAME_ONLY_LOCAL(WARNING),
    /** The candidates of the two sides share no address family. */
    FAMILY_MISMATCH(ERROR),
    /** One side has UDP candidates only, and the other TCP ones only. */
    NO_COMMON_TRANSPORT(ERROR),
    /** The viewer has the server's public address: both are behind one NAT. */
    HAIRPIN_NEEDED(WARNING),
    /** The NAT of one side uses a new port for each destination, and there is no relay. */
    SYMMETRIC_NAT(WARNING),

    /** A TURN server behind the server's NAT cannot reach the public address that replaced the private one. */
    TURN_BEHIND_SAME_NAT(WARNING),
    /** A TURN URL without user name or credential. */
    TURN_WITHOUT_CREDENTIALS(ERROR),
    /** A {@code stuns:} URL, with which Firefox makes no connection. */
    ICE_SERVER_SCHEME(ERROR),
    /** A TURN or STUN URL with an address that viewers cannot reach. */
    ICE_SERVER_PRIVATE(WARNING),
    /** A STUN or TURN URL whose port is forwarded for the other transport only. */
    ICE_SERVER_TRANSPORT(ERROR),

    /** No {@code a=ice-ufrag}. */
    ICE_UFRAG_MISSING(ERROR),
    /** No {@code a=ice-pwd}. */
    ICE_PWD_MISSING(ERROR),
    /** {@code a=ice-ufrag} is shorter than 4 characters or longer than 256. */
    ICE_UFRAG_INVALID(ERROR),
    /** {@code a=ice-pwd} is shorter than 22 characters or longer than 256. */
    ICE_PWD_INVALID(ERROR),
    /** {@code a=ice-ufrag} or {@code a=ice-pwd} has characters that are not ICE characters. */
    ICE_CREDENTIAL_CHARACTERS(WARNING),
    /** Both sides are ICE-lite: nobody sends checks. */
    ICE_LITE_BOTH(ERROR),

    /** No {@code a=fingerprint}. */
    FINGERPRINT_MISSING(ERROR),
    /** {@code a=fingerprint} is not a hash function and its value. */
    FINGERPRINT_INVALID(ERROR),
    /** {@code a=fingerprint} with MD5 or MD2 only, which RFC 8122 §5 forbids. */
    FINGERPRINT_WEAK(ERROR),
    /** No {@code a=setup}. */
    SETUP_MISSING(WARNING),
    /** The DTLS roles leave no client or no server. */
    SETUP_CONFLICT(ERROR),

    /** Several media sections and no BUNDLE group. */
    BUNDLE_MISSING(WARNING),
    /** A BUNDLE group names a mid that no section has. */
    BUNDLE_UNKNOWN_MID(ERROR),
    /** The answer bundles what the offer did not. */
    BUNDLE_NOT_OFFERED(ERROR),
    /** The BUNDLE-tagged section is rejected. */
    BUNDLE_TAG_REJECTED(ERROR),
    /** The candidates are not in the BUNDLE-tagged section. */
    CANDIDATES_OFF_TAG(ERROR),
    /** No {@code a=rtcp-mux}. */
    RTCP_MUX_MISSING(ERROR),
    /** Candidates of component 2 although RTCP is multiplexed. */
    COMPONENT_TWO(WARNING),

    /** Offer and answer have different numbers of sections. */
    SECTION_COUNT(ERROR),
    /** A section of the answer has a different kind from the offer's. */
    SECTION_KIND(ERROR),
    /** A section of the answer has a different mid from the offer's. */
    MID_MISMATCH(ERROR),
    /** Two sections share a mid. */
    MID_DUPLICATE(ERROR),
    /** A section of the answer has a different protocol from the offer's. */
    PROTOCOL_MISMATCH(ERROR),
    /** Another spelling of the offered protocol, which JSEP accepts and some peers do not. */
    PROTOCOL_SPELLING(WARNING),
    /** RTP without DTLS, which no browser accepts. */
    PROTOCOL_INSECURE(WARNING),
    /** Every section is rejected. */
    ALL_REJECTED(ERROR),
    /** The answer's direction does not fit the offer's. */
    DIRECTION_MISMATCH(ERROR),

    /** No payload type of the answer was offered. */
    PAYLOAD_TYPE_NOT_OFFERED(ERROR),
    /** The answer has a payload type that was not offered beside one that was (RFC 3264 §6.1). */
    FORMAT_ADDED(INFO),
    /** A payload type has one codec in the offer and another in the answer. */
    CODEC_MISMATCH(ERROR),
    /** H.264 with a different profile from the offered one. */
    H264_PROFILE_MISMATCH(ERROR),
    /** H.264 with a different packetization mode from the offered one. */
    H264_PACKETIZATION_MISMATCH(ERROR),

    /** No candidates, and none can follow. */
    NO_CANDIDATES(ERROR),
    /** No candidates yet. */
    CANDIDATES_TO_FOLLOW(INFO),
    /** Two candidates with the same component, transport, address and port. */
    DUPLICATE_CANDIDATE(WARNING),
    /** {@code c=} and {@code m=} name a destination that is no candidate. */
    DEFAULT_NOT_A_CANDIDATE(WARNING),

    /** With FRP, every viewer arrives from the tunnel client's address. */
    FRP_SOURCE_ADDRESS(INFO),
    /** FRP is told to deliver to 127.0.0.1, where a server bound to its network address does not listen. */
    FRP_LOCAL_ADDRESS(WARNING),
    /** FRP delivers to 127.0.0.1 when its configuration names no other address. */
    FRP_DEFAULT_ADDRESS(INFO),
    /** FRP truncates datagrams that are longer than its packet size. */
    FRP_DATAGRAM_SIZE(WARNING),
    /** FRP carries all datagrams in order over one connection. */
    FRP_ORDERED_STREAM(INFO),
    /** The forwarded ports limit how many viewers there can be. */
    FRP_PORT_COUNT(INFO),
    /** FRP changes a viewer's source port after 30 s of silence. */
    FRP_IDLE(INFO),

    /** No connectivity check arrived. */
    NO_CHECKS(ERROR),
    /** Connectivity checks arrived, but none succeeded. */
    CHECKS_WITHOUT_PAIR(ERROR),
    /** ICE connected; the problem is above it. */
    ICE_CONNECTED(INFO);

    private final Severity severity;

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Whether it says what happened, and not why: it comes last, after all reasons. */
    boolean isObservation() {
        return this == NO_CHECKS || this == CHECKS_WITHOUT_PAIR || this == ICE_CONNECTED;
    }

    /** The code in JSON and on the command line, such as {@code port-not-forwarded}. */
    public String wireCode() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
