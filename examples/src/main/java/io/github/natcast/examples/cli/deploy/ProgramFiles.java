package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.util.Locale;

/** The files of programs that run beside the server, as {@code deploy} writes them. Stateless. */
public final class ProgramFiles {
    private ProgramFiles() {}

    /**
     * What {@code frpc -c} reads; secret where the deployment has a token.
     *
     * @param language of the comments
     * @throws UserException when the deployment has no FRP tunnel, or nothing to lead through it
     */
    public static String frpc(Deployment deployment, Locale language) throws UserException {
        return first(new FrpFiles(), deployment, language);
    }

    /**
     * What {@code turnserver -c} reads; secret.
     *
     * @param language of the comments
     * @throws UserException when the deployment has no TURN server, or a file with its secret cannot be read
     */
    public static String turnserver(Deployment deployment, Locale language) throws UserException {
        return first(new CoturnFile(Secrets.FILES), deployment, language);
    }

    /** The one for this host comes first. */
    private static String first(FileFormat format, Deployment deployment, Locale language) throws UserException {
        return format.files(deployment, Notes.of(language)).get(0).text();
    }
}
