package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile.Option;
import java.util.List;
import java.util.Optional;

/** The TURN server knows the deployment's user, or its secret. Passwords are compared, and never shown. */
final class CoturnCredentialsRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        Optional<SharedSecret> shared = files.deployment().flatMap(Deployment::turnSecret);
        Optional<String> wanted = shared.flatMap(files.secrets()::shared);
        files.deployment()
                .flatMap(Deployment::turn)
                .ifPresent(turn -> files.coturn().forEach(file -> {
                    examine(turn, shared.isPresent(), file, findings);
                    wanted.ifPresent(it -> secret(shared.orElseThrow().place(), it, file, findings));
                }));
    }

    private static void examine(TurnRelay turn, boolean isShared, CoturnFile file, Findings findings) {
        file.last("realm")
                .filter(realm ->
                        !realm.value().equals(turn.realm()) && !turn.realm().isEmpty())
                .ifPresent(
                        realm -> findings.add(LintCode.TURN_REALM_DIFFERS, realm.place(), realm.value(), turn.realm()));
        Optional<Option> secret = CoturnUsersRule.secret(file);
        List<Option> users = file.all("user");
        if (file.has("no-auth") || (secret.isPresent() && !users.isEmpty())) {
            return;
        }
        if (isShared && secret.isEmpty() && !users.isEmpty()) {
            findings.addVariant(
                    LintCode.TURN_MECHANISM_DIFFERS, "secret", users.get(0).place());
        } else if (turn.user().isPresent() && secret.isPresent()) {
            findings.add(
                    LintCode.TURN_MECHANISM_DIFFERS,
                    secret.get().place(),
                    turn.user().get().name());
        } else if (turn.user().isPresent() && !users.isEmpty()) {
            user(turn.user().get(), users, CoturnUsersRule.database(file), findings);
        }
    }

    /** coturn takes each of several secrets, so that one can follow another; its database may have more. */
    private static void secret(String place, String wanted, CoturnFile file, Findings findings) {
        List<Option> secrets = file.all("static-auth-secret");
        if (!CoturnUsersRule.database(file)
                && !file.has("no-auth")
                && secrets.stream().noneMatch(secret -> secret.value().equals(wanted))) {
            secrets.stream()
                    .reduce((first, second) -> second)
                    .ifPresent(secret -> findings.add(LintCode.TURN_SECRET_DIFFERS, secret.place(), place));
        }
    }

    private static void user(TurnRelay.User wanted, List<Option> users, boolean hasDatabase, Findings findings) {
        Optional<Option> known = users.stream()
                .filter(user -> user.value().startsWith(wanted.name() + ":"))
                .findFirst();
        if (known.isEmpty() && !hasDatabase) {
            findings.add(LintCode.TURN_USER_DIFFERS, users.get(0).place(), wanted.name());
        }
        // A key in place of a password (0x…) cannot be compared without MD5 of user, realm and password.
        known.filter(user -> !user.value().startsWith(wanted.name() + ":0x"))
                .filter(user -> !user.value().equals(wanted.name() + ":" + wanted.password()))
                .ifPresent(user -> findings.add(LintCode.TURN_PASSWORD_DIFFERS, user.place(), wanted.name()));
    }
}
