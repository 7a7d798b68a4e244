package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.FrpEnd;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import java.util.Optional;

/** Both ends share one token, or none. The tokens themselves are never shown. */
final class FrpTokenRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        boolean wanted = files.deployment()
                .flatMap(deployment -> deployment.frp())
                .flatMap(frp -> frp.tokenFile())
                .isPresent();
        for (FrpcFile client : files.frpc()) {
            for (FrpsFile server : files.frps()) {
                compare(client.end(), server.end(), findings);
            }
            if (wanted && files.frps().isEmpty()) {
                configured(client.end(), findings);
            }
        }
        if (wanted && files.frpc().isEmpty()) {
            files.frps().forEach(server -> configured(server.end(), findings));
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

    private static void configured(FrpEnd end, Findings findings) {
        if (end.usesToken() && !end.hasToken()) {
            findings.addVariant(LintCode.TOKEN_MISSING, "deployment", end.place());
        }
    }
}
