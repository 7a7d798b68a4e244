package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The container in {@code kubernetes.yaml}. Stateless. */
final class KubernetesContainer {
    private static final String INDENT = "          ";

    private KubernetesContainer() {}

    static void write(ConfigText out, Deployment deployment, List<Container.Published> published, Ports chosen) {
        out.line("      containers:").line("        - name: natcast");
        out.noteAt(INDENT, "kubernetes.image").line(INDENT + "image: natcast:latest");
        List<String> arguments = new ArrayList<>(Container.command());
        boolean tunnel = deployment.topology().tunnel() == TunnelKind.FRP;
        if (chosen == Ports.MAPPED && !tunnel) {
            for (String address : NodePorts.publicAddresses(deployment, published)) {
                arguments.add("--public-address");
                arguments.add(address);
            }
        }
        out.line(INDENT + "args: " + arguments.stream().map(Values::quoted).collect(Collectors.joining(", ", "[", "]")));
        if (deployment.topology().publicAddresses().isEmpty() && deployment.publicNames().isEmpty()) {
            out.noteAt(INDENT, "kubernetes.no-public");
        }
        if (chosen == Ports.HOST) {
            out.noteAt(INDENT, "kubernetes.host-port");
        }
        out.line(INDENT + "ports:");
        for (Container.Published each : published) {
            String host = chosen == Ports.HOST ? ", hostPort: " + each.number() : "";
            out.line(INDENT + "  - { name: " + name(each.endpoint()) + ", protocol: "
                    + each.endpoint().transport().name() + ", containerPort: "
                    + each.endpoint().ports().first() + host + " }");
        }
        SourcePaths sources = SourcePaths.of(deployment.sources());
        out.noteAt(INDENT, "container.folder").line(INDENT + "volumeMounts:");
        out.line(INDENT + "  - { name: natcast, mountPath: " + Container.FOLDER + ", readOnly: true }");
        out.line(INDENT + "  - { name: tmp, mountPath: /tmp }");
        for (int i = 0; i < sources.files().size(); i++) {
            out.line(INDENT + "  - { name: source-" + i + ", mountPath: "
                    + Values.quoted(sources.files().get(i)) + ", readOnly: true }");
        }
        if (!sources.devices().isEmpty()) {
            out.noteAt(INDENT, "kubernetes.device", String.join(", ", sources.devices()));
        }
        hardened(out);
        probes(out, deployment.tls().isPresent());
    }

    private static void hardened(ConfigText out) {
        out.noteAt(INDENT, "container.read-only").line(INDENT + "securityContext:");
        out.line(INDENT + "  allowPrivilegeEscalation: false").line(INDENT + "  readOnlyRootFilesystem: true");
        out.line(INDENT + "  capabilities: { drop: [ALL] }");
    }

    private static void probes(ConfigText out, boolean tls) {
        String port = ", port: http" + (tls ? ", scheme: HTTPS" : "") + " }";
        out.noteAt(INDENT, "kubernetes.live").line(INDENT + "livenessProbe:");
        out.line(INDENT + "  httpGet: { path: /livez" + port);
        out.line(INDENT + "  periodSeconds: 10").line(INDENT + "  failureThreshold: 9");
        out.noteAt(INDENT, "kubernetes.ready").line(INDENT + "readinessProbe:");
        out.line(INDENT + "  httpGet: { path: /readyz" + port);
        out.line(INDENT + "  periodSeconds: 5").line(INDENT + "  failureThreshold: 1");
        out.noteAt(INDENT, "kubernetes.start").line(INDENT + "startupProbe:");
        out.line(INDENT + "  httpGet: { path: /livez" + port);
        out.line(INDENT + "  periodSeconds: 2").line(INDENT + "  failureThreshold: 30");
    }

    /** A port's name: at most 15 letters, digits and dashes. */
    static String name(Endpoint endpoint) {
        return endpoint.use().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
