package io.github.natcast.examples.cli.config;

import static io.github.natcast.examples.cli.config.Key.own;

import java.util.List;

/** The keys that no single flag of {@code serve} stands for, in the order of a file. Stateless. */
final class OwnKeys {
    static final List<Key> ALL = List.of(
            own(
                    "network",
                    "local-address",
                    Type.TEXTS,
                    "This host's own addresses, as the NAT and its neighbours see" + " them."),
            own("network", "tunnel", Type.TEXT, "What carries packets between the public address and this host.")
                    .of("none", "frp", "docker", "one-to-one"),
            own(
                    "network",
                    "tunnel-datagram-bytes",
                    Type.WHOLE,
                    "The longest datagram that the tunnel carries: FRP's" + " udpPacketSize."),
            own("network.forward", "transport", Type.TEXT, "What is forwarded; UDP and TCP are two forwards.")
                    .of("udp", "tcp"),
            own("network.forward", "public", Type.QUANTITY, "The public port, or ports such as \"10111-10115\"."),
            own(
                    "network.forward",
                    "local",
                    Type.QUANTITY,
                    "The local port, or as many ports; those of public unless" + " given."),
            own(
                    "network.forward",
                    "public-address",
                    Type.TEXT,
                    "The only public address that forwards; all unless" + " given."),
            own("network.forward", "local-address", Type.TEXT, "Where packets are delivered; this host unless given."),
            own("frp", "server", Type.TEXT, "The FRP server, by name or address."),
            own("frp", "control-port", Type.WHOLE, "Its bindPort; 7000 unless given."),
            own("frp", "token-file", Type.PATH, "A file whose first line is the token that both ends share."),
            own("frp", "user", Type.TEXT, "A prefix of the proxies' names."),
            own(
                    "frp",
                    "tcp-mux",
                    Type.TOGGLE,
                    "Whether all proxies share one connection, where a lost segment of one"
                            + " stops all; false unless given."),
            own(
                    "frp",
                    "proxy-protocol",
                    Type.TOGGLE,
                    "Whether TCP proxies tell the viewer's address (PROXY protocol, version 2); then serve believes"
                            + " it from this host."),
            own(
                    "turn",
                    "listen",
                    Type.TEXT,
                    "A coturn of this deployment listens on this address and UDP port, such"
                            + " as \"192.168.1.10:3478\"."),
            own("turn", "relay-ports", Type.QUANTITY, "The UDP ports that it relays from; 49160-49199 unless given."),
            own("turn", "realm", Type.TEXT, "Of its users; natcast unless given."),
            own("turn", "username", Type.TEXT, "A fixed user, where no secret makes users that expire."),
            own("turn", "password", Type.TEXT, "That user's password.").asSecret(),
            own(
                    "turn",
                    "on-this-host",
                    Type.TOGGLE,
                    "Whether it runs beside this server, behind the same NAT; true" + " unless given."),
            own(
                    "ice-server",
                    "urls",
                    Type.TEXTS,
                    "Such as \"stun:stun.example.org:3478\" or" + " \"turn:198.51.100.7:3478\"."),
            own("ice-server", "username", Type.TEXT, "The TURN user; with [turn] those of there, unless given."),
            own("ice-server", "credential", Type.TEXT, "The TURN password.").asSecret(),
            own("relay", "urls", Type.TEXTS, "Such as \"turn:198.51.100.7:3478\"."),
            own("relay", "username", Type.TEXT, "The TURN user."),
            own("relay", "credential", Type.TEXT, "The TURN password.").asSecret(),
            own(
                    "channel",
                    "name",
                    Type.TEXT,
                    "What /ws/NAME and /whep/NAME call it; \"live\", the default, is what"
                            + " viewers see who name none."),
            own(
                    "channel",
                    "standby-after",
                    Type.QUANTITY,
                    "How long a live source may be silent before the standby is"
                            + " shown, such as \"2s\". Not of the channel live."),
            own("channel", "size", Type.TEXT, "As in [video], which the channel live has, and others unless given."),
            own("channel", "fps", Type.WHOLE, "Likewise."),
            own("channel", "bitrate", Type.QUANTITY, "Likewise."),
            own("channel", "min-bitrate", Type.QUANTITY, "Likewise."),
            own("channel", "codecs", Type.TEXTS, "Likewise."),
            own("channel", "audio", Type.TOGGLE, "As enabled in [audio]."),
            own(
                    "channel",
                    "max-viewers",
                    Type.WHOLE,
                    "How many may watch it at once; as many as the server serves"
                            + " unless given. Not of the channel live."),
            own(
                            "channel",
                            "publish",
                            Type.TEXTS,
                            "WHIP URLs of media servers that are sent it (docs/publish.md). Of the channel live they stand"
                                    + " in [publish].")
                    .asSecret(),
            own(
                    "channel",
                    "publish-token-file",
                    Type.PATHS,
                    "Files with the bearer tokens, one for each URL in the same order; \"-\" stands for none."),
            own(
                    "channel",
                    "publish-simulcast",
                    Type.TOGGLE,
                    "Offer its renditions to these servers side by side (simulcast); false unless given."));

    private OwnKeys() {}
}
