package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.util.List;

/** What one program reads, as it follows from a deployment: the same text from the same deployment. Stateless. */
@FunctionalInterface
interface FileFormat {

    /**
     * The files, the most important first.
     *
     * @throws UserException when the deployment gives the program nothing to do, or has what its file cannot say
     */
    List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException;
}
