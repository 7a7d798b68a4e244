package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.FrpEnd;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** Both ends share one token, or none. The tokens themselves are never shown. */
final class FrpTokenRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        Optional<Path> wanted =
                files.deployment().flatMap(deployment -> deployment.frp()).flatMap(frp -> frp.tokenFile());
        for (FrpcFile client : files.frpc()) {
            for (FrpsFile server : files.frps()) {
                compare(client.end(), server.end(), findings);
            }
            if (files.frps().isEmpty()) {
                wanted.ifPresent(file -> configured(client.end(), file, files.secrets(), findings));
            }
        }
        if (files.frpc().isEmpty()) {
            wanted.ifPresent(
                    file -> files.frps().forEach(server -> configured(server.end(), file, files.secrets(), findings)));
        }
    }

    private static void compare(FrpEnd client, FrpEnd server, Findings findings) {
        Optional<Setting<String>> own = client.method();
        Optional<Setting<String>> other = server.method();
        if (own.isEmpty() || other.isEmpty()) {
            return;
        }
        if (!own.get().value().equals(other.get().value())) {
            boolean blameServer = other.get().written() && !own.get().written();
            Setting<String> blamed = blameServer ? other.get() : own.get();
            Setting<String> right = blameServer ? own.get() : other.get();
            findings.add(LintCode.AUTH_METHOD_DIFFERS, blamed.place(), blamed.value(), right.value(), right.place());
        } else if (client.usesToken() && client.hasToken() != server.hasToken()) {
            FrpEnd without = client.hasToken() ? server : client;
            FrpEnd with = client.hasToken() ? client : server;
            findings.add(LintCode.TOKEN_MISSING, without.place(), with.place().file());
        } else if (client.usesToken()
                && client.token().isPresent()
                && server.token().isPresent()) {
            String right = server.token().get().value();
            client.token()
                    .filter(token -> !token.value().equals(right))
                    .ifPresent(token -> findings.add(
                            LintCode.TOKEN_DIFFERS,
                            token.place(),
                            server.token().get().place()));
        }
    }

    private static void configured(FrpEnd end, Path wanted, SecretFiles secrets, Findings findings) {
        if (end.usesToken() && !end.hasToken()) {
            findings.addVariant(LintCode.TOKEN_MISSING, "deployment", end.place());
        } else if (end.usesToken()) {
            Optional<String> right = secrets.secret(wanted);
            end.token()
                    .filter(token -> right.isPresent() && !token.value().equals(right.get()))
                    .ifPresent(
                            token -> findings.addVariant(LintCode.TOKEN_DIFFERS, "deployment", token.place(), wanted));
        }
    }
}
