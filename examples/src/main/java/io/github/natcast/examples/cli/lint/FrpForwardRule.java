package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Each forwarded port has its proxy, of the right transport, to the right local port; and no port has one beside. */
final class FrpForwardRule implements Rule {
    private static final Set<String> PRIVATE_TYPES = Set.of("stcp", "sudp", "xtcp");

    @Override
    public void examine(LintedFiles files, Findings findings) {
        if (!files.frpc().isEmpty()) {
            files.deployment().ifPresent(deployment -> new Examination(files, deployment, findings).run());
        }
    }

    /** Confined to one examination. */
    private static final class Examination {
        private final LintedFiles files;
        private final Deployment deployment;
        private final Findings findings;
        private final List<FrpProxy> proxies;
        private final List<NeededPort> needed;
        private final Set<String> publicPorts;
        private final Set<FrpProxy> explained = new HashSet<>();
        private final PortRuns missing = new PortRuns();

        Examination(LintedFiles files, Deployment deployment, Findings findings) {
            this.files = files;
            this.deployment = deployment;
            this.findings = findings;
            this.proxies = files.proxies();
            this.needed = NeededPort.of(deployment);
            this.publicPorts = needed.stream()
                    .map(port -> port.transport() + " " + port.publicPort())
                    .collect(Collectors.toSet());
        }

        void run() {
            List<NeededPort> without = new ArrayList<>();
            Map<String, FrpProxy> byPort = new HashMap<>();
            for (FrpProxy proxy : proxies) {
                proxy.remotePort().ifPresent(at -> byPort.putIfAbsent(proxy.transport() + " " + at.value(), proxy));
            }
            for (NeededPort port : needed) {
                Optional<FrpProxy> proxy =
                        Optional.ofNullable(byPort.get(Optional.of(port.transport()) + " " + port.publicPort()));
                proxy.ifPresent(found -> present(port, found));
                if (proxy.isEmpty()) {
                    without.add(port);
                }
            }
            without.forEach(this::absent);
            boolean mayBeElsewhere = files.frpc().stream().anyMatch(FrpcFile::hasIncludes)
                    || proxies.stream().anyMatch(Examination::isUnknown);
            if (!mayBeElsewhere) {
                missing.all()
                        .forEach(run -> findings.add(
                                LintCode.FORWARD_MISSING,
                                run.place(),
                                run.transport(),
                                run.publicPorts(),
                                run.localPorts()));
            }
            proxies.stream().filter(proxy -> !explained.contains(proxy)).forEach(this::beside);
        }

        private void present(NeededPort port, FrpProxy proxy) {
            explained.add(proxy);
            if (proxy.off().isPresent()) {
                findings.add(LintCode.PROXY_OFF, proxy.off().get(), proxy.name(), port.transport(), port.publicPort());
            }
            boolean shifted = proxy.localPort()
                    .filter(local -> local.value() != port.localPort())
                    .isPresent();
            if (shifted && !proxy.plugin()) {
                Setting<Integer> local = proxy.localPort().get();
                findings.add(
                        LintCode.LOCAL_PORT_SHIFTED,
                        local.place(),
                        port.transport(),
                        port.publicPort(),
                        local.value(),
                        port.localPort());
            }
        }

        private void absent(NeededPort port) {
            Optional<FrpProxy> other = unexplained(proxy -> proxy.isAt(port.publicPort())
                    && isOf(proxy, port.transport().other())
                    && !isNeeded(port.transport().other(), port.publicPort()));
            Optional<FrpProxy> hidden = unexplained(proxy -> proxy.leadsTo(port.localPort())
                    && proxy.type()
                            .filter(type -> PRIVATE_TYPES.contains(type.value()))
                            .isPresent());
            Optional<FrpProxy> moved = unexplained(proxy -> proxy.leadsTo(port.localPort())
                    && isOf(proxy, port.transport())
                    && proxy.remotePort()
                            .filter(at -> !isNeeded(port.transport(), at.value()))
                            .isPresent());
            if (other.isPresent()) {
                explained.add(other.get());
                findings.add(
                        LintCode.TRANSPORT_MISMATCH,
                        other.get().typePlace(),
                        port.publicPort(),
                        port.transport().other(),
                        port.transport());
            } else if (hidden.isPresent()) {
                explained.add(hidden.get());
                findings.add(
                        LintCode.PROXY_TYPE_PRIVATE,
                        hidden.get().typePlace(),
                        hidden.get().type().map(Setting::value),
                        port.transport(),
                        port.publicPort());
            } else if (moved.isPresent()) {
                explained.add(moved.get());
                Setting<Integer> at = moved.get().remotePort().get();
                findings.add(
                        LintCode.REMOTE_PORT_NOT_NAMED,
                        at.place(),
                        port.transport(),
                        at.value(),
                        port.localPort(),
                        port.publicPort());
            } else {
                missing.add(port.transport(), port.publicPort(), port.localPort(), before(port));
            }
        }

        private Place before(NeededPort port) {
            FrpcFile file = files.frpc().stream()
                    .filter(candidate -> !candidate.proxies(port.transport()).isEmpty())
                    .findFirst()
                    .orElse(files.frpc().get(0));
            return file.before(port.transport(), port.publicPort());
        }

        private void beside(FrpProxy proxy) {
            Optional<ForwardTransport> transport = proxy.transport();
            if (transport.isEmpty()
                    || proxy.localPort().isEmpty()
                    || proxy.off().isPresent()
                    || proxy.plugin()) {
                return;
            }
            int local = proxy.localPort().get().value();
            NeededPort.Use use = NeededPort.use(deployment, transport.get(), local);
            boolean second = use == NeededPort.Use.TURN || use.isServer();
            if (second
                    && proxy.remotePort()
                            .filter(at -> !isNeeded(transport.get(), at.value()))
                            .isPresent()) {
                Setting<Integer> at = proxy.remotePort().get();
                findings.add(LintCode.REMOTE_PORT_EXTRA, at.place(), transport.get(), at.value(), local);
            }
        }

        private Optional<FrpProxy> unexplained(Predicate<FrpProxy> condition) {
            return proxies.stream()
                    .filter(proxy -> !explained.contains(proxy))
                    .filter(condition)
                    .findFirst();
        }

        private boolean isNeeded(ForwardTransport transport, int publicPort) {
            return publicPorts.contains(transport + " " + publicPort);
        }

        private static boolean isOf(FrpProxy proxy, ForwardTransport transport) {
            return proxy.transport().equals(Optional.of(transport));
        }

        /** A template may be any port. */
        private static boolean isUnknown(FrpProxy proxy) {
            return proxy.type().isEmpty()
                    || (proxy.transport().isPresent() && proxy.remotePort().isEmpty());
        }
    }
}
