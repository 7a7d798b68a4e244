package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.topology.TunnelKind;
import java.util.List;
import java.util.Optional;

/** {@code kubernetes.yaml}: a Deployment of one pod, and its Services. */
final class KubernetesFile implements FileFormat {
    private final Optional<Ports> ports;

    KubernetesFile(Optional<Ports> ports) {
        this.ports = ports;
    }

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        Container.requireEveryAddress(deployment, "a network of its own");
        List<Container.Published> published = NodePorts.of(deployment);
        Ports chosen = ports.orElse(NodePorts.isPossible(published) ? Ports.MAPPED : Ports.HOST);
        if (chosen == Ports.MAPPED) {
            NodePorts.requirePossible(published);
        }
        ConfigText out = new ConfigText(notes);
        out.note("head", "kubernetes").note("kubernetes.head", Container.FOLDER);
        if (deployment.frp().isPresent() || deployment.turn().isPresent()) {
            out.note("kubernetes.others");
        }
        out.line("apiVersion: apps/v1").line("kind: Deployment");
        out.line("metadata: { name: natcast, labels: { app: natcast } }").line("spec:");
        out.noteAt("  ", "kubernetes.one").line("  replicas: 1").line("  strategy: { type: Recreate }");
        out.line("  selector: { matchLabels: { app: natcast } }");
        out.line("  template:")
                .line("    metadata: { labels: { app: natcast } }")
                .line("    spec:");
        pod(out, published);
        KubernetesContainer.write(out, deployment, published, chosen);
        volumes(out, SourcePaths.of(deployment.sources()));
        services(out, deployment, published, chosen);
        return List.of(out.file("kubernetes.yaml"));
    }

    private static void pod(ConfigText out, List<Container.Published> published) {
        out.noteAt("      ", "kubernetes.node").line("      nodeSelector: { natcast: here }");
        out.line("      automountServiceAccountToken: false").line("      enableServiceLinks: false");
        out.noteAt("      ", "container.stop", Container.DRAIN_SECONDS);
        out.line("      terminationGracePeriodSeconds: " + Container.STOP_SECONDS);
        out.line("      securityContext:").line("        runAsNonRoot: true").line("        runAsUser: 10001");
        out.line("        runAsGroup: 10001").line("        fsGroup: 10001");
        out.line("        seccompProfile: { type: RuntimeDefault }");
        if (published.stream().anyMatch(port -> port.endpoint().ports().first() < 1024)) {
            out.noteAt("        ", "kubernetes.low").line("        sysctls:");
            out.line("          - { name: net.ipv4.ip_unprivileged_port_start, value: \"0\" }");
        }
    }

    private static void volumes(ConfigText out, SourcePaths sources) {
        out.line("      volumes:");
        out.noteAt("        ", "kubernetes.secret").line("        - name: natcast");
        out.line("          secret: { secretName: natcast, defaultMode: 288 }");
        out.line("        - { name: tmp, emptyDir: {} }").line("        - { name: home, emptyDir: {} }");
        for (int i = 0; i < sources.files().size(); i++) {
            out.line("        - { name: source-" + i + ", hostPath: { path: "
                    + Values.quoted(sources.files().get(i)) + ", type: File } }");
        }
    }

    private static void services(
            ConfigText out, Deployment deployment, List<Container.Published> published, Ports chosen) {
        out.line("---").note("kubernetes.service").line("apiVersion: v1").line("kind: Service");
        out.line("metadata: { name: natcast, labels: { app: natcast } }").line("spec:");
        out.line("  selector: { app: natcast }").line("  ports:");
        out.line("    - { name: http, protocol: TCP, port: " + (deployment.tls().isPresent() ? 443 : 80)
                + ", targetPort: http }");
        if (chosen == Ports.MAPPED) {
            out.line("---").note("kubernetes.node-port");
            if (deployment.topology().tunnel() == TunnelKind.FRP) {
                out.note("kubernetes.tunnel");
            }
            out.line("apiVersion: v1").line("kind: Service");
            out.line("metadata: { name: natcast-public, labels: { app: natcast } }")
                    .line("spec:");
            out.line("  type: NodePort").line("  externalTrafficPolicy: Local");
            out.noteAt("  ", "kubernetes.not-ready").line("  publishNotReadyAddresses: true");
            out.line("  selector: { app: natcast }").line("  ports:");
            for (Container.Published each : published) {
                String name = KubernetesContainer.name(each.endpoint());
                out.line("    - { name: " + name + ", protocol: "
                        + each.endpoint().transport().name() + ", port: "
                        + each.endpoint().ports().first() + ", targetPort: " + name + ", nodePort: " + each.number()
                        + " }");
            }
        }
    }
}
