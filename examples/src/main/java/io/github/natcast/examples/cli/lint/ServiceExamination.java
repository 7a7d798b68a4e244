package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.ComposePortsRule.HostPort;
import io.github.natcast.examples.cli.lint.files.ComposeFile.Service;
import io.github.natcast.examples.cli.lint.files.PublishedPort;
import io.github.natcast.topology.ForwardTransport;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds the published ports of one container against those that it needs. Confined to one examination. */
final class ServiceExamination {
    private final Service service;
    private final List<HostPort> needed;
    private final boolean hostIsReached;
    private final Findings findings;
    private final Set<PublishedPort> explained = new HashSet<>();
    private final PortRuns missing = new PortRuns();

    /** @param hostIsReached from other machines, and not by a tunnel's client on the host itself */
    ServiceExamination(Service service, List<HostPort> needed, boolean hostIsReached, Findings findings) {
        this.service = service;
        this.needed = needed;
        this.hostIsReached = hostIsReached;
        this.findings = findings;
    }

    void run() {
        needed.forEach(this::examine);
        if (service.allRead()) {
            missing.all()
                    .forEach(run -> findings.addVariant(
                            LintCode.FORWARD_MISSING,
                            "compose",
                            run.place(),
                            service.name(),
                            run.transport(),
                            run.publicPorts(),
                            run.localPorts()));
        }
    }

    private void examine(HostPort port) {
        int host = port.host() == 0 ? port.container() : port.host();
        Optional<PublishedPort> right = first(
                port.transport(),
                entry -> port.host() == 0
                        ? entry.target().contains(port.container())
                        : entry.targetOf(host).isPresent());
        Optional<PublishedPort> other = first(
                port.transport().other(),
                entry -> entry.targetOf(host).isPresent()
                        && needed.stream().noneMatch(it -> it.transport() != port.transport() && it.host() == host));
        Optional<PublishedPort> moved =
                first(port.transport(), entry -> entry.target().contains(port.container()));
        if (right.isPresent()) {
            published(port, right.get());
        } else if (other.isPresent()) {
            once(
                    other.get(),
                    LintCode.TRANSPORT_MISMATCH,
                    "compose",
                    host,
                    other.get().transport(),
                    port.transport());
        } else if (moved.isPresent()) {
            moved(port, moved.get(), host);
        } else {
            missing.add(port.transport(), host, port.container(), service.portsPlace());
        }
    }

    private void published(HostPort port, PublishedPort entry) {
        int target = port.host() == 0
                ? port.container()
                : entry.targetOf(port.host()).orElseThrow();
        if (target != port.container()) {
            once(
                    entry,
                    LintCode.LOCAL_PORT_SHIFTED,
                    "compose",
                    port.transport(),
                    port.host(),
                    target,
                    port.container());
        } else if (entry.isLoopback() && hostIsReached) {
            once(entry, LintCode.COMPOSE_LOOPBACK, "", entry.hostAddress(), port.transport(), entry.target());
        }
    }

    private void moved(HostPort port, PublishedPort entry, int host) {
        String variant = entry.published().isEmpty() ? "random" : "compose";
        int elsewhere = entry.publishedOf(port.container()).orElse(0);
        once(entry, LintCode.REMOTE_PORT_NOT_NAMED, variant, port.transport(), elsewhere, port.container(), host);
    }

    private Optional<PublishedPort> first(ForwardTransport transport, Predicate<PublishedPort> condition) {
        return service.ports(transport).stream().filter(condition).findFirst();
    }

    /** A range is one line of the file. */
    private void once(PublishedPort entry, LintCode code, String variant, Object... arguments) {
        if (explained.add(entry)) {
            findings.addVariant(code, variant, entry.place(), arguments);
        }
    }
}
