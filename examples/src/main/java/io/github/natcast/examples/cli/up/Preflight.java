package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Tries something before any program is started. */
@FunctionalInterface
interface Preflight {

    /**
     * Looks.
     *
     * @param configuration the file that describes the deployment
     * @param language of the sentences
     * @return what is wrong; empty when all is well
     */
    List<Problem> examine(Path configuration, Deployment deployment, Locale language)
            throws UserException, InterruptedException;

    /**
     * What a preflight has found. Immutable.
     *
     * @param fatal whether to start would be in vain
     * @param sentence what is wrong
     * @param fix what to do
     */
    record Problem(boolean fatal, String sentence, String fix) {}
}
