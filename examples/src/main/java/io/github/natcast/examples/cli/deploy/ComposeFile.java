package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.TunnelKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code compose.yaml}: natcast, and frpc and coturn where the deployment has them. */
final class ComposeFile implements FileFormat {
    private final Optional<Ports> ports;

    ComposeFile(Optional<Ports> ports) {
        this.ports = ports;
    }

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        boolean docker = deployment.topology().tunnel() == TunnelKind.DOCKER;
        Ports chosen = ports.orElse(docker ? Ports.MAPPED : Ports.HOST);
        if (chosen == Ports.HOST && docker) {
            throw new UserException("tunnel is \"docker\", which is the translation of published ports, and a host"
                    + " network has none; set tunnel = \"none\" in [network], or leave --ports host out");
        }
        ConfigText out = new ConfigText(notes);
        out.note("head", "compose").note("compose.head").blank();
        out.line("name: natcast").line("services:");
        natcast(out, deployment, chosen);
        if (deployment.frp().isPresent()) {
            frpc(out.blank(), deployment.frp().get());
        }
        Optional<TurnRelay> turn = deployment.turn().filter(TurnRelay::onThisHost);
        if (turn.isPresent()) {
            coturn(out.blank(), TurnTls.of(deployment, turn.get()));
        }
        return List.of(out.file("compose.yaml"));
    }

    private static void natcast(ConfigText out, Deployment deployment, Ports ports) throws UserException {
        out.line("  natcast:");
        out.noteAt("    ", "compose.image").line("    image: \"${NATCAST_IMAGE:-natcast:latest}\"");
        out.line("    command: "
                + Container.command().stream().map(Values::compose).collect(Collectors.joining(", ", "[", "]")));
        if (ports == Ports.HOST) {
            out.noteAt("    ", "compose.host").line("    network_mode: host");
        } else {
            mapped(out, deployment);
        }
        SourcePaths sources = SourcePaths.of(deployment.sources());
        out.noteAt("    ", "container.folder").line("    volumes:");
        mount(out, Container.FOLDER, Container.FOLDER);
        sources.files().forEach(file -> mount(out, file, file));
        if (!sources.devices().isEmpty()) {
            out.line("    devices:");
            sources.devices().forEach(device -> out.line("      - " + Values.compose(device + ":" + device)));
        }
        out.noteAt("    ", "compose.gpu").line("    # gpus: all");
        out.line("    # environment: { NVIDIA_DRIVER_CAPABILITIES: \"video,utility\" }");
        hardened(out);
        health(out);
        out.noteAt("    ", "container.stop", Container.DRAIN_SECONDS);
        out.line("    stop_grace_period: " + Container.STOP_SECONDS + "s").line("    restart: on-failure");
    }

    private static void mapped(ConfigText out, Deployment deployment) throws UserException {
        Container.requireEveryAddress(deployment, "published ports");
        List<Container.Published> published = Container.published(deployment);
        out.noteAt("    ", "compose.mapped").line("    ports:");
        for (Container.Published each : published) {
            out.line("      - target: " + each.endpoint().ports().first());
            out.line("        published: \"" + each.number() + "\"");
            out.line("        protocol: " + each.endpoint().transport().token());
            out.line("        mode: host");
        }
    }

    private static void mount(ConfigText out, String from, String to) {
        out.line("      - type: bind");
        out.line("        source: " + Values.compose(from));
        out.line("        target: " + Values.compose(to));
        out.line("        read_only: true").line("        bind: { create_host_path: false }");
    }

    private static void hardened(ConfigText out) {
        out.noteAt("    ", "container.read-only")
                .line("    read_only: true")
                .line("    tmpfs: [\"/tmp:exec\", \"/var/lib/natcast:exec\"]");
        out.line("    cap_drop: [ALL]").line("    security_opt: [\"no-new-privileges:true\"]");
        out.noteAt("    ", "container.files").line("    ulimits: { nofile: 65536 }");
    }

    /**
     * By what the image has: it has no curl. The file says where to ask, and which certificate to expect: it is for
     * another name than that of this host. Docker reserves the status 2 for itself.
     */
    private static void health(ConfigText out) {
        out.noteAt("    ", "compose.health").line("    healthcheck:");
        out.line("      test: [\"CMD-SHELL\", \"natcast status --config " + Container.CONFIG + " || exit 1\"]");
        out.line("      interval: 30s").line("      timeout: 10s");
        out.line("      start_period: 60s").line("      retries: 3");
    }

    private static void frpc(ConfigText out, FrpClient frp) {
        out.line("  frpc:");
        out.line("    image: \"${FRPC_IMAGE:-ghcr.io/fatedier/frpc:v0.64.0}\"");
        out.line("    command: [\"-c\", \"/etc/frp/frpc.toml\"]").line("    working_dir: /etc/frp");
        out.noteAt("    ", "compose.frpc").line("    network_mode: host").line("    volumes:");
        mount(out, "./frpc.toml", "/etc/frp/frpc.toml");
        if (frp.tokenFile().isPresent()) {
            Path token = frp.tokenFile().get();
            // frpc.toml has the path as it is here: from a relative one, frpc looks where it was started.
            mount(
                    out,
                    Path.of(Container.FOLDER).resolve(token).normalize().toString(),
                    Path.of("/etc/frp").resolve(token).normalize().toString());
        }
        out.line("    restart: unless-stopped");
    }

    private static void coturn(ConfigText out, Optional<TurnTls> tls) {
        out.line("  coturn:").line("    image: \"${COTURN_IMAGE:-coturn/coturn:4.6.2}\"");
        out.line("    command: [\"-c\", \"/etc/coturn/turnserver.conf\"]");
        out.noteAt("    ", "compose.coturn").line("    network_mode: host").line("    volumes:");
        mount(out, "./turnserver.conf", "/etc/coturn/turnserver.conf");
        tls.map(TurnTls::files)
                .ifPresent(files -> Stream.of(files.certificate(), files.key())
                        .map(Path::toString)
                        .distinct()
                        .forEach(file -> mount(out, file, file)));
        out.line("    restart: unless-stopped");
    }
}
