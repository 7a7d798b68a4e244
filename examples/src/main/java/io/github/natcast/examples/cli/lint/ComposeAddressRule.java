package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.ComposeFile;
import io.github.natcast.examples.cli.lint.files.ComposeFile.Service;
import java.util.List;

/** A server in a container network sees a private address only: somebody tells it the public one. */
final class ComposeAddressRule implements Rule {
    private static final List<String> OPTIONS = List.of("--public-address", "--stun", "--turn");
    private static final List<String> VARIABLES =
            List.of("NATCAST_PUBLIC_ADDRESS", "NATCAST_STUN", "NATCAST_TURN", "NATCAST_CONFIG");

    @Override
    public void examine(LintedFiles files, Findings findings) {
        boolean isKnown = files.deployment()
                .filter(it -> !it.topology().publicAddresses().isEmpty()
                        || !it.publicNames().isEmpty())
                .isPresent();
        for (ComposeFile file : files.compose()) {
            for (Service service : file.services()) {
                if (service.sharesANetwork()) {
                    ignored(service, findings);
                } else if (service.isNatcast() && !service.isCoturn() && !isKnown && !isTold(service)) {
                    findings.add(LintCode.COMPOSE_NO_PUBLIC_ADDRESS, service.place(), service.name());
                }
            }
        }
    }

    private static void ignored(Service service, Findings findings) {
        if (!service.ports().isEmpty()) {
            findings.add(LintCode.COMPOSE_PORTS_IGNORED, service.portsPlace(), service.name());
        }
    }

    private static boolean isTold(Service service) {
        return readsAFile(service)
                || service.words().stream()
                        .anyMatch(word -> OPTIONS.stream()
                                .anyMatch(option -> word.equals(option) || word.startsWith(option + "=")))
                || service.environment().stream().anyMatch(variable -> VARIABLES.contains(variable.split("=", 2)[0]));
    }

    /** A natcast.toml in the container may say everything. */
    static boolean readsAFile(Service service) {
        return service.mounts().stream()
                        .anyMatch(mount -> mount.contains("natcast.toml") || mount.contains("/etc/natcast"))
                || service.words().stream().anyMatch(word -> word.startsWith("--config") || word.equals("up"));
    }
}
