package io.github.natcast.examples.cli.lint;

import static io.github.natcast.sdp.diagnose.Severity.ERROR;
import static io.github.natcast.sdp.diagnose.Severity.WARNING;

import io.github.natcast.sdp.diagnose.Severity;
import java.util.Locale;

/** What a {@link LintFinding} is about. The {@linkplain #wireCode() wire codes} are stable. */
enum LintCode {
    /** A value that its program cannot read. */
    WRONG_VALUE(ERROR),
    /** A key that its program does not know, close to one that it knows. */
    UNKNOWN_KEY(ERROR),
    /** A key that stands in the wrong table. */
    MISPLACED_KEY(ERROR),
    /** A key with another use of capitals. */
    KEY_CASE(WARNING),

    /** A public port of the deployment that nothing leads to the server. */
    FORWARD_MISSING(ERROR),
    /** A public port that is there for the other transport only. */
    TRANSPORT_MISMATCH(ERROR),
    /** A public port that leads to another local port than the deployment says. */
    LOCAL_PORT_SHIFTED(ERROR),
    /** A server's port has another public port than the one that answers name. */
    REMOTE_PORT_NOT_NAMED(ERROR),
    /** A public port leads to the server beside those of the deployment. */
    REMOTE_PORT_EXTRA(WARNING),
    /** A proxy delivers to an address where nothing listens. */
    LOCAL_ADDRESS_NOT_LISTENED(ERROR),
    /** A needed proxy is switched off. */
    PROXY_OFF(ERROR),
    /** A needed port has a proxy of a type that browsers cannot use. */
    PROXY_TYPE_PRIVATE(ERROR),
    /** Two proxies have one public port, or two services one port of the host. */
    PORT_TWICE(ERROR),
    /** Two proxies have one name. */
    PROXY_NAME_TWICE(ERROR),

    /** The address of the FRP server is another one. */
    FRP_SERVER_ADDRESS(ERROR),
    /** The control port of the FRP server is another one. */
    FRP_SERVER_PORT(ERROR),
    /** The two ends disagree whether proxies share one connection. */
    TCP_MUX_DIFFERS(ERROR),
    /** frpc and the deployment disagree whether proxies share one connection. */
    TCP_MUX_OTHER(WARNING),
    /** Media and pages share one connection: a lost segment of one stops all. */
    TCP_MUX_SHARED(WARNING),
    /** The two ends cut datagrams at different lengths. */
    UDP_PACKET_SIZE_DIFFERS(ERROR),
    /** Datagrams of media are cut off. */
    UDP_PACKET_SIZE_SMALL(ERROR),
    /** One end has a token and the other has none. */
    TOKEN_MISSING(ERROR),
    /** The two ends have different tokens. */
    TOKEN_DIFFERS(ERROR),
    /** The two ends authenticate in different ways. */
    AUTH_METHOD_DIFFERS(ERROR),
    /** frps does not allow a public port. */
    PORT_NOT_ALLOWED(ERROR),
    /** frps allows fewer public ports than frpc has. */
    TOO_MANY_PORTS(ERROR),
    /** frps needs a public port itself. */
    PORT_TAKEN(ERROR),
    /** frps opens public ports on an address that nobody outside reaches. */
    PROXY_BIND_ADDRESS(ERROR),
    /** Proxies tell the client's address, and the server does not believe it; or the other way round. */
    PROXY_PROTOCOL_DIFFERS(ERROR),
    /** The PROXY protocol in a version that the server refuses. */
    PROXY_PROTOCOL_VERSION(ERROR),

    /** The TURN server wants users and has none. */
    TURN_NO_USER(ERROR),
    /** The TURN server wants credentials that expire and has no secret. */
    TURN_NO_SECRET(ERROR),
    /** The TURN server has fixed users and credentials that expire; the users do not count. */
    TURN_TWO_MECHANISMS(WARNING),
    /** The TURN server has no realm. */
    TURN_NO_REALM(WARNING),
    /** The TURN server relays for everybody. */
    TURN_OPEN(WARNING),
    /** The TURN server's realm is another one. */
    TURN_REALM_DIFFERS(WARNING),
    /** The TURN server does not know the deployment's user. */
    TURN_USER_DIFFERS(ERROR),
    /** The TURN server knows the deployment's user by another password. */
    TURN_PASSWORD_DIFFERS(ERROR),
    /** The TURN server and the deployment have different secrets. */
    TURN_SECRET_DIFFERS(ERROR),
    /** The deployment has a user and the TURN server a secret, or the other way round. */
    TURN_MECHANISM_DIFFERS(ERROR),
    /** The TURN server is behind a NAT and hands out its private address. */
    TURN_EXTERNAL_IP_MISSING(ERROR),
    /** The TURN server hands out an address that is none of the deployment's public ones. */
    TURN_EXTERNAL_IP_DIFFERS(ERROR),
    /** The TURN server hands out a private address. */
    TURN_EXTERNAL_IP_PRIVATE(ERROR),
    /** The private half of external-ip is no address of the host. */
    TURN_EXTERNAL_IP_LOCAL(ERROR),
    /** The TURN server listens on another port than the one that is forwarded. */
    TURN_PORT_DIFFERS(ERROR),
    /** The TURN server does not listen on the address that packets are delivered to. */
    TURN_LISTENING_ADDRESS(ERROR),
    /** The TURN server does not take the transport of a TURN URL. */
    TURN_TRANSPORT_OFF(ERROR),
    /** The TURN server relays no UDP. */
    TURN_NO_UDP_RELAY(ERROR),
    /** The TURN server refuses to relay to the media server. */
    TURN_PEER_DENIED(ERROR),
    /** The TURN server relays from other ports than the deployment says. */
    TURN_RELAY_PORTS_DIFFER(ERROR),
    /** The TURN server relays from ports that nothing forwards. */
    TURN_RELAY_PORTS_NOT_FORWARDED(WARNING),
    /** The TURN server's relay ports run backwards. */
    TURN_RELAY_PORTS_BACKWARDS(ERROR),
    /** A turns: URL, and a TURN server without a certificate. */
    TURN_NO_CERTIFICATE(ERROR),

    /** A container's port is open to its host only. */
    COMPOSE_LOOPBACK(ERROR),
    /** A server in a container network that does not know its public address. */
    COMPOSE_NO_PUBLIC_ADDRESS(ERROR),
    /** Published ports of a container that has the host's network. */
    COMPOSE_PORTS_IGNORED(WARNING);

    private final Severity severity;

    LintCode(Severity severity) {
        this.severity = severity;
    }

    Severity severity() {
        return severity;
    }

    /** In JSON and on the command line, such as {@code local-port-shifted}. */
    String wireCode() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
