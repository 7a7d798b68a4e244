package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesFileTest {
    private static final String NODE_PORTS = """
            {"publicAddresses": ["192.0.2.1", "2001:db8::1"],
             "forwards": [{"transport": "tcp", "public": 30900, "local": 9000},
                          {"transport": "udp", "public": 30111, "local": 10111}]}
            """;

    @Test
    void usesTheNodesOwnPortsBehindATunnel() throws UserException {
        List<Object> all = documents(new Edited(), Optional.empty());

        assertThat(all).hasSize(2);
        assertThat(Yaml.at(container(all), "ports"))
                .isEqualTo(List.of(
                        Map.of("name", "http", "protocol", "TCP", "containerPort", 9000, "hostPort", 9000),
                        Map.of("name", "media", "protocol", "UDP", "containerPort", 10111, "hostPort", 10111)));
        assertThat(Yaml.at(all.get(1), "spec", "ports", 0, "targetPort")).isEqualTo("http");
    }

    @Test
    void asksTheProbesThatAreForIt() throws UserException {
        Object container = container(documents(new Edited().tls("/etc/natcast"), Optional.empty()));

        Map<String, Object> live = Map.of("path", "/livez", "port", "http", "scheme", "HTTPS");
        assertThat(Yaml.at(container, "livenessProbe", "httpGet")).isEqualTo(live);
        assertThat(Yaml.at(container, "startupProbe", "httpGet")).isEqualTo(live);
        assertThat(Yaml.at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/readyz");
        assertThat(Yaml.at(container, "securityContext", "readOnlyRootFilesystem"))
                .isEqualTo(true);
    }

    @Test
    void usesNodePortsWhereThePublicPortsAreSome() throws UserException {
        List<Object> all = documents(new Edited().without().topology(NODE_PORTS), Optional.empty());

        assertThat(Yaml.at(container(all), "args").toString())
                .contains("--public-address, 192.0.2.1:30111", "--public-address, [2001:db8::1]:30111");
        Object service = Yaml.at(all.get(2), "spec");
        assertThat(Yaml.at(service, "type")).isEqualTo("NodePort");
        assertThat(Yaml.at(service, "externalTrafficPolicy")).isEqualTo("Local");
        // Else the node forgets flows of UDP when the pod is full.
        assertThat(Yaml.at(service, "publishNotReadyAddresses")).isEqualTo(true);
        assertThat(Yaml.at(service, "ports", 1))
                .isEqualTo(Map.of(
                        "name", "media", "protocol", "UDP", "port", 10111, "targetPort", "media", "nodePort", 30111));
    }

    @Test
    void refusesPortsThatNoServiceCanHave() {
        assertThatThrownBy(() -> documents(Edited.behindRouter(), Optional.of(Ports.MAPPED)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("tcp 443 cannot be a NodePort, which is one of 30000-32767");
        assertThatThrownBy(() -> documents(new Edited().listening("192.168.1.10", 9000, 10111), Optional.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("bind = \"0.0.0.0\"");
    }

    @Test
    void mountsSourcesAndLetsLowPortsBeOpened() throws UserException {
        List<Object> all =
                documents(new Edited().listening("0.0.0.0", 443, 10111).sources("/films/a b.mp4"), Optional.empty());
        Object pod = Yaml.at(all.get(0), "spec", "template", "spec");

        assertThat(Yaml.at(pod, "volumes", 3, "hostPath", "path")).isEqualTo("/films/a b.mp4");
        assertThat(Yaml.at(pod, "volumes", 0, "secret", "defaultMode")).isEqualTo(0440);
        assertThat(Yaml.at(container(all), "volumeMounts", 3, "mountPath")).isEqualTo("/films/a b.mp4");
        assertThat(Yaml.at(pod, "securityContext", "sysctls", 0, "name"))
                .isEqualTo("net.ipv4.ip_unprivileged_port_start");
    }

    private static Object container(List<Object> documents) {
        return Yaml.at(documents.get(0), "spec", "template", "spec", "containers", 0);
    }

    private static List<Object> documents(Edited deployment, Optional<Ports> ports) throws UserException {
        DeployedFile file = new KubernetesFile(ports)
                .files(deployment.get(), Notes.of(Locale.ENGLISH))
                .get(0);
        return Yaml.documents(file.text());
    }
}
