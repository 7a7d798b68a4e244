package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.lint.files.ComposeFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.LintedFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is compared. Immutable.
 *
 * @param deployment empty without a natcast.toml: then files are compared with each other only
 * @param secrets what the deployment's files of secrets hold
 * @param all in the order of the command line
 */
record LintedFiles(Optional<Deployment> deployment, SecretFiles secrets, List<LintedFile> all) {

    LintedFiles {
        all = List.copyOf(all);
    }

    List<FrpcFile> frpc() {
        return of(FrpcFile.class);
    }

    List<FrpsFile> frps() {
        return of(FrpsFile.class);
    }

    /** Files, and commands of containers. */
    List<CoturnFile> coturn() {
        return Stream.concat(of(CoturnFile.class).stream(), compose().stream().flatMap(file -> file.coturn().stream()))
                .toList();
    }

    List<ComposeFile> compose() {
        return of(ComposeFile.class);
    }

    /** Those of all clients: one may carry pages, and another media. */
    List<FrpProxy> proxies() {
        return frpc().stream().flatMap(file -> file.proxies().stream()).toList();
    }

    private <T extends LintedFile> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
