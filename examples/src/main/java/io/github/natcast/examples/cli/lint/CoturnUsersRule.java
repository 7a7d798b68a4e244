package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile.Option;
import java.util.List;
import java.util.Optional;

/** The TURN server has one way to know its users, and what this way needs. */
final class CoturnUsersRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        files.coturn().stream()
                .filter(file -> !file.has("oauth") && !file.has("stun-only"))
                .forEach(file -> examine(file, findings));
    }

    private static void examine(CoturnFile file, Findings findings) {
        Optional<Option> secret = secret(file);
        List<Option> users = file.all("user");
        boolean hasDatabase = database(file);
        Optional<Option> wantsUsers = file.any("lt-cred-mech", "realm");
        if (file.has("no-auth")) {
            findings.add(LintCode.TURN_OPEN, file.last("no-auth").orElseThrow().place());
            return;
        }
        if (secret.isPresent() && !hasDatabase && !file.has("static-auth-secret")) {
            findings.add(LintCode.TURN_NO_SECRET, secret.get().place());
        } else if (secret.isPresent() && !users.isEmpty()) {
            findings.add(
                    LintCode.TURN_TWO_MECHANISMS,
                    users.get(0).place(),
                    secret.get().name());
        } else if (secret.isEmpty() && users.isEmpty() && !hasDatabase) {
            wantsUsers.ifPresentOrElse(
                    option -> findings.add(LintCode.TURN_NO_USER, option.place(), option.name()),
                    () -> findings.addVariant(LintCode.TURN_OPEN, "none", file.place()));
        }
        Optional<Option> mechanism = secret.or(() -> users.stream().findFirst());
        if (mechanism.isPresent() && !file.has("realm")) {
            findings.add(LintCode.TURN_NO_REALM, mechanism.get().place());
        }
    }

    /** What makes credentials expire: each of the two options switches it on. */
    static Optional<Option> secret(CoturnFile file) {
        return file.any("use-auth-secret", "static-auth-secret");
    }

    static boolean database(CoturnFile file) {
        return file.any("userdb", "db", "sql-userdb", "psql-userdb", "mysql-userdb", "mongo-userdb", "redis-userdb")
                .isPresent();
    }
}
