package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What programs beside natcast read, for whoever starts them: the same as {@code natcast deploy} writes. Stateless. */
public final class ProgramFiles {
    private static final Formats FORMATS = new Formats(Secrets.FILES, Optional.empty(), List.of());

    private ProgramFiles() {}

    /**
     * {@code frpc.toml}.
     *
     * @param language of the comments
     * @throws UserException when the deployment has no tunnel, or one that frp cannot be told
     */
    public static String frpc(Deployment deployment, Locale language) throws UserException {
        return text(Kind.FRP, deployment, language);
    }

    /**
     * {@code turnserver.conf}, with its secret: for the owner of the process alone.
     *
     * @param language of the comments
     * @throws UserException when the deployment has no TURN server, or one that coturn cannot be told
     */
    public static String turnserver(Deployment deployment, Locale language) throws UserException {
        return text(Kind.COTURN, deployment, language);
    }

    private static String text(Kind kind, Deployment deployment, Locale language) throws UserException {
        return FORMATS.files(kind, deployment, Notes.of(language)).get(0).text();
    }
}
