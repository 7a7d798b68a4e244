package io.github.natcast.examples.cli.config;

import static io.github.natcast.examples.cli.config.Key.flag;
import static io.github.natcast.examples.cli.config.Key.inverse;

import java.util.List;

/** The keys that mean the same as a flag of {@code serve}, in the order of a file. Stateless. */
final class FlagKeys {
    static final List<Key> ALL = List.of(
            flag("network", "bind", Type.TEXT, "--bind"),
            flag("network", "http-bind", Type.TEXT, "--http-bind"),
            flag("network", "media-bind", Type.TEXT, "--media-bind"),
            flag("network", "http-port", Type.WHOLE, "--http-port"),
            flag("network", "media-port", Type.WHOLE, "--media-port"),
            flag("network", "tcp-port", Type.WHOLE, "--tcp-port"),
            flag("network", "public-address", Type.TEXTS, "--public-address"),
            flag("network", "public-tcp", Type.TEXTS, "--public-tcp"),
            flag("network", "keep-private-candidates", Type.TOGGLE, "--keep-private-candidates"),
            flag("network", "keep-uncovered", Type.TOGGLE, "--keep-uncovered"),
            flag("network", "lan", Type.TEXTS, "--lan"),
            flag("network", "stun", Type.TEXTS, "--stun"),
            flag("network", "proxy-protocol", Type.TEXTS, "--proxy-protocol"),
            flag("network", "trusted-proxy", Type.TEXTS, "--trusted-proxy"),
            inverse(
                    "network",
                    "segmentation",
                    "--no-segmentation",
                    "Give the kernel several packets at once, where it can take them."),
            flag("turn", "secret", Type.TEXT, "--turn-secret").asSecret(),
            flag("turn", "secret-file", Type.PATH, "--turn-secret-file"),
            flag("turn", "ttl", Type.QUANTITY, "--turn-ttl"),
            flag("channel", "source", Type.SOURCE, "--source"),
            flag("channel", "pixel-format", Type.TEXT, "--pixel-format"),
            flag("channel", "source-size", Type.TEXT, "--source-size"),
            flag("channel", "copy", Type.TOGGLE, "--copy"),
            flag("channel", "standby", Type.SOURCE, "--standby"),
            inverse(
                    "channel",
                    "loop",
                    "--no-loop",
                    "Play a file as source again and again; otherwise once, then the standby is shown."),
            flag("channel", "rtsp-transport", Type.TEXT, "--rtsp-transport"),
            flag("channel", "source-option", Type.WORDS, "--source-option"),
            flag("video", "size", Type.TEXT, "--size"),
            flag("video", "fps", Type.WHOLE, "--fps"),
            flag("video", "bitrate", Type.QUANTITY, "--bitrate"),
            flag("video", "min-bitrate", Type.QUANTITY, "--min-bitrate"),
            flag("video", "renditions", Type.WHOLE, "--renditions"),
            inverse(
                    "video",
                    "adaptation",
                    "--no-adaptation",
                    "Adapt what a viewer is sent to what its path carries; otherwise everybody is sent one rendition at a constant target."),
            flag("video", "codecs", Type.TEXTS, "--codecs"),
            flag("video", "h264-profile", Type.TEXT, "--h264-profile").of("baseline", "main"),
            flag("video", "encoder", Type.TEXT, "--encoder"),
            flag("video", "low-delay", Type.TOGGLE, "--low-delay"),
            flag("video", "timecode", Type.TOGGLE, "--timecode"),
            inverse("audio", "enabled", "--no-audio", "Send the source's sound as Opus; otherwise pictures alone."),
            flag("security", "token", Type.TEXT, "--token").asSecret(),
            flag("security", "token-file", Type.PATH, "--token-file"),
            flag("security", "jwt-secret-file", Type.PATH, "--jwt-secret-file"),
            flag("security", "jwks", Type.SOURCE, "--jwks"),
            flag("security", "jwt-audience", Type.TEXT, "--jwt-audience"),
            flag("security", "jwt-issuer", Type.TEXT, "--jwt-issuer"),
            flag("security", "jwt-channels-claim", Type.TEXT, "--jwt-channels-claim"),
            flag("security", "auth-url", Type.TEXT, "--auth-url"),
            flag("security", "tls-certificate", Type.PATH, "--tls-certificate"),
            flag("security", "tls-key", Type.PATH, "--tls-key"),
            flag("security", "hsts", Type.TOGGLE, "--hsts"),
            flag("security", "origin", Type.TEXTS, "--origin"),
            flag("security", "admin", Type.TEXT, "--admin"),
            flag("security", "admin-token-file", Type.PATH, "--admin-token-file"),
            flag("limits", "max-viewers", Type.WHOLE, "--max-viewers"),
            flag("limits", "offers-per-minute", Type.WHOLE, "--offers-per-minute"),
            flag("limits", "viewers-per-client", Type.WHOLE, "--viewers-per-client"),
            flag("limits", "waiting-viewers", Type.WHOLE, "--waiting-viewers"),
            flag("limits", "max-connections", Type.WHOLE, "--max-connections"),
            flag("limits", "max-connections-per-address", Type.WHOLE, "--max-connections-per-address"),
            flag("limits", "max-sockets-per-address", Type.WHOLE, "--max-sockets-per-address"),
            flag("limits", "max-requests-per-second", Type.WHOLE, "--max-requests-per-second"),
            flag("limits", "max-unfinished-memory", Type.WHOLE, "--max-unfinished-memory"),
            flag("service", "exit-on-failure", Type.TOGGLE, "--exit-on-failure"),
            flag("service", "drain", Type.WHOLE, "--drain"),
            flag("log", "verbose", Type.TOGGLE, "--verbose"));

    private FlagKeys() {}
}
