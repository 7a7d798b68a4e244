package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * {@code mediamtx-origin.yml} for the MediaMTX that has each channel once from natcast, and
 * {@code mediamtx-replica.yml} for any number of others that have it from there. MediaMTX 1.20 and later read them.
 */
final class MediamtxFiles implements FileFormat {
    private static final String STUN = "stun:";

    private final Origin.Choice choice;
    private final Secrets secrets;

    MediamtxFiles(Origin.Choice choice, Secrets secrets) {
        this.choice = choice;
        this.secrets = secrets;
    }

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        Origin origin = Origin.of(deployment, choice, secrets);
        for (String channel : deployment.channels()) {
            // "all" and "all_others" stand for every other path there, and "~" begins a pattern.
            if (!channel.matches("[A-Za-z0-9_.-]+") || channel.matches("all|all_others")) {
                throw new UserException("MediaMTX has no path for the channel \"" + Values.oneLine(channel)
                        + "\"; give it a name of letters, digits and . _ -, other than all and all_others");
            }
        }
        if (origin.besideTunnel()) {
            MediamtxPorts.requireFree(deployment);
        }
        return List.of(origin(deployment, origin, notes), replica(deployment, origin, notes));
    }

    private static DeployedFile origin(Deployment deployment, Origin origin, Notes notes) throws UserException {
        ConfigText out = new ConfigText(notes);
        out.note("head", "mediamtx").note("mediamtx.origin", origin.host()).note("mediamtx.open");
        out.blank().note("mediamtx.closed");
        MediamtxPorts.close(out, "rtmp", "hls", "srt", "moq");
        out.blank().note("mediamtx.rtsp", MediamtxPorts.RTSP);
        out.line("rtsp: true").line("rtspTransports: [tcp]").line("rtspAddress: \":" + MediamtxPorts.RTSP + "\"");
        out.blank();
        MediamtxPorts.webrtc(out);
        out.note("mediamtx.host").line("webrtcAdditionalHosts: [" + Values.quoted(plain(origin.host())) + "]");
        out.blank();
        users(out, deployment, origin);
        out.blank().line("paths:");
        Optional<String> url = origin.publisher().isPresent() ? Optional.empty() : Optional.of(pulled(deployment));
        if (url.isPresent()) {
            out.noteAt("  ", "mediamtx.pull").noteAt("  ", "mediamtx.pull.token");
        } else {
            out.noteAt("  ", "mediamtx.push", origin.host() + ":" + MediamtxPorts.HTTP);
        }
        for (String channel : deployment.channels()) {
            out.line("  " + Values.quoted(channel) + ":");
            String source = url.map(prefix -> Values.quoted(prefix + channel)).orElse("publisher");
            out.line("    source: " + source);
        }
        return out.file("mediamtx-origin.yml");
    }

    /** Without brackets: MediaMTX takes a name or an address. */
    private static String plain(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The beginning of the URLs of natcast's channels, as MediaMTX has the schemes. */
    private static String pulled(Deployment deployment) throws UserException {
        String page = deployment
                .publicUrl()
                .orElseThrow(() -> new UserException("MediaMTX cannot pull: natcast.toml has no public address, or"
                        + " nothing forwards a port to http-port; let natcast publish: --publish-token FILE"));
        if (!page.matches("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(:\\d+)?/")) {
            throw new UserException("\"" + Values.oneLine(page) + "\" is no address that MediaMTX could ask; write the"
                    + " public name with letters, digits, dots and dashes");
        }
        return page.replaceFirst("http", "whep") + "whep/";
    }

    private static void users(ConfigText out, Deployment deployment, Origin origin) {
        out.note("mediamtx.users").line("authMethod: internal").line("authInternalUsers:");
        if (origin.publisher().isPresent()) {
            Origin.Publisher publisher = origin.publisher().get();
            out.noteAt("  ", "mediamtx.publisher");
            out.line("  - user: " + Values.quoted(publisher.name()));
            out.secretLine("    pass: ", Values.quoted(publisher.hash())).line("    permissions:");
            deployment
                    .channels()
                    .forEach(channel ->
                            out.line("      - action: publish").line("        path: " + Values.quoted(channel)));
        }
        reader(out);
    }

    private static void reader(ConfigText out) {
        out.line("  - user: any").line("    pass:").line("    permissions:").line("      - action: read");
    }

    private static DeployedFile replica(Deployment deployment, Origin origin, Notes notes) {
        ConfigText out = new ConfigText(notes);
        out.note("head", "mediamtx").note("mediamtx.replica", origin.host());
        out.blank().note("mediamtx.closed");
        MediamtxPorts.close(out, "rtsp", "rtmp", "hls", "srt", "moq");
        out.blank();
        MediamtxPorts.webrtc(out);
        List<String> stun = deployment.topology().iceServers().stream()
                .flatMap(server -> server.urls().stream())
                .map(Object::toString)
                .filter(url -> url.startsWith(STUN))
                .distinct()
                .toList();
        if (stun.isEmpty()) {
            out.note("mediamtx.no-stun");
        } else {
            out.note("mediamtx.stun").line("webrtcICEServers2:");
            stun.forEach(url -> out.line("  - url: " + Values.quoted(url)));
        }
        out.blank().note("mediamtx.users").line("authMethod: internal").line("authInternalUsers:");
        reader(out);
        out.blank().line("paths:").noteAt("  ", "mediamtx.on-demand");
        for (String channel : deployment.channels()) {
            out.line("  " + Values.quoted(channel) + ":");
            String source = "rtsp://" + origin.host() + ":" + MediamtxPorts.RTSP + "/" + channel;
            out.line("    source: " + Values.quoted(source));
            out.line("    rtspTransport: tcp").line("    sourceOnDemand: true");
        }
        return out.file("mediamtx-replica.yml");
    }
}
