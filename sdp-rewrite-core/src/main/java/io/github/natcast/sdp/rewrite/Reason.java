package io.github.natcast.sdp.rewrite;

import java.util.Locale;
import java.util.ResourceBundle;

/** Why a line was changed, added or dropped, or left alone. The names are stable: programs may compare them. */
public enum Reason {
    // The first eight are in the order in which a rule checks; the last one that any rule reached is reported.
    /** No rule covers the address; {@link RewriteResult#privateLeft()} tells whether it is private. */
    ADDRESS_NOT_COVERED("no rule covers this address"),
    /** A rule covers the address, but not this candidate type. */
    TYPE_NOT_COVERED("no rule covers this address for this candidate type"),
    /**
     * A rule covers the address, but not this transport; by default active TCP, to which nobody connects (RFC 6544
     * §4.5).
     */
    TRANSPORT_NOT_COVERED("no rule covers this address for this transport"),
    /** A rule covers the address, but for other media sections. */
    SECTION_NOT_COVERED("no rule covers this address in this media section"),
    /** A rule covers the address, but not this port. */
    PORT_NOT_COVERED("no rule covers this address with this port"),
    /** A rule matches, but has no public address of this family. */
    FAMILY_NOT_COVERED("no public address of this family is configured"),
    /** A rule matches, but its port mapping does not cover this port. */
    PORT_NOT_MAPPED("the port mapping does not cover this port"),
    /** The one public port serves another local port, which stands earlier in the description. */
    PORT_SHARED("the one public port already serves another local port"),

    /** The address, and the port where one is mapped, was replaced. */
    ADDRESS_REPLACED("the local address was replaced by the public one"),
    /** The port was mapped; the address stands in another line. */
    PORT_MAPPED("the local port was replaced by the public one"),
    /** A server-reflexive candidate was added beside a host candidate. */
    SERVER_REFLEXIVE_ADDED("the public address was added as a server-reflexive candidate"),
    /** A candidate for a further public address was added. */
    FURTHER_ADDRESS_ADDED("a candidate for a further public address was added"),
    /** The public address of the other family was added as a candidate. */
    OTHER_FAMILY_ADDED("a candidate for the public address of the other family was added"),
    /** A candidate that the configuration adds whatever is there. */
    INJECTED("a configured candidate was added"),
    /** The default destination was dropped; it must be one of the candidates that are left (RFC 8839 §4.2.1.2). */
    DEFAULT_DESTINATION_MOVED("the candidate with this address was dropped, so the line names another, or none"),
    /** A section needs a public address of its own, not the session's (RFC 8866 §5.7). */
    CONNECTION_ADDED("this section needs another address than the session's c= line has"),
    /** RTCP is no longer at the RTP port plus one (RFC 3605 §2.1). */
    RTCP_ADDED("the public RTCP port is not the public RTP port plus one"),
    /** The related address was hidden (RFC 8839 §5.1). */
    RELATED_ADDRESS_HIDDEN("the related address was hidden"),
    /** Rewriting made two candidates alike; the one with the higher priority stays. */
    DUPLICATE_DROPPED("another candidate has the same component, transport, address and port"),
    /** A rule says DROP. */
    DROPPED_BY_RULE("a rule drops this candidate"),
    /** The rewriter drops candidates with host names. */
    HOST_NAME_DROPPED("candidates with host names are dropped"),
    /** The rewriter drops private candidates that no rule covers. */
    UNCOVERED_DROPPED("private candidates that no rule covers are dropped"),

    /** A rule says KEEP. */
    KEPT_BY_RULE("a rule keeps this line"),
    /** The address is one of the configured public ones. */
    ALREADY_PUBLIC("the address is a configured public address"),
    /** {@code 0.0.0.0} or {@code ::}: hold (RFC 3264 §8.4) or nothing gathered yet (RFC 8840 §4.1.1). */
    UNSPECIFIED_ADDRESS("0.0.0.0 and :: stand for no address"),
    /** A multicast group is not an address of this host. */
    MULTICAST("a multicast group is not an address of this host"),
    /** A host name, mDNS included; names are never looked up. */
    HOST_NAME("host names are left alone and never looked up"),
    /** {@code o=} identifies the session and must stay the same (RFC 8866 §5.2, RFC 3264 §8). */
    ORIGIN_KEPT("the origin identifies the session and is kept"),
    /** {@code raddr} is kept for diagnosis (RFC 8839 §5.1). */
    RELATED_ADDRESS_KEPT("the related address is kept"),
    /** {@code a=remote-candidates} lists the peer's addresses (RFC 8839 §5.2). */
    REMOTE_CANDIDATES("remote candidates are the peer's addresses"),
    /** The sources of {@code a=source-filter} are those of the senders (RFC 4570 §3). */
    SOURCE_FILTER("the source list of a source filter is kept"),
    /** {@code DROP} cannot apply to a line that the description needs. */
    CANNOT_BE_DROPPED("a rule drops this address, but the line is needed"),
    /** {@code m=… port/n}: the public ports would not be in a row (RFC 8866 §5.14). */
    PORTS_NOT_CONTIGUOUS("the public ports of this port range are not in a row"),
    /** The RTCP port has no public port of its own and there is no rtcp-mux; told at {@code m=} or {@code a=rtcp}. */
    RTCP_NOT_MAPPED("the RTCP port has no public port of its own; use rtcp-mux"),
    /** {@code m=} has port 0: the section is rejected, and its RTCP port means nothing. */
    REJECTED_SECTION("the section is rejected and its ports mean nothing"),
    /** An address outside the places where RFCs put addresses of this host. */
    NOT_AN_ADDRESS_FIELD("this is not a place for addresses that the rewriter knows"),
    /** The public address is among the candidates already. */
    ALREADY_A_CANDIDATE("the public address is among the candidates already"),
    /** The line does not have the form that its RFC demands, or is not SDP at all. */
    MALFORMED("the line is malformed and passes through unchanged");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason in English, without a capital letter or a full stop. */
    public String sentence() {
        return sentence;
    }

    /** The reason in the locale's language, without a full stop: Chinese for {@code zh}, English for all others. */
    public String sentence(Locale locale) {
        boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
        return chinese ? Chinese.SENTENCES.getString(name()) : sentence;
    }

    /** Loaded when first asked for. */
    private static final class Chinese {
        static final ResourceBundle SENTENCES =
                ResourceBundle.getBundle(Reason.class.getPackageName() + ".reasons_zh", Locale.ROOT);
    }
}
