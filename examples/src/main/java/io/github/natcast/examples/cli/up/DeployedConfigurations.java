package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deploy.ProgramFiles;
import io.github.natcast.examples.cli.deployment.Deployment;
import java.util.Locale;

/** The same files as {@code natcast deploy} writes. Stateless. */
final class DeployedConfigurations implements Configurations {
    @Override
    public GeneratedFile frpc(Deployment deployment) throws UserException {
        return new GeneratedFile("frpc.toml", ProgramFiles.frpc(deployment, Locale.ENGLISH));
    }

    @Override
    public GeneratedFile turnserver(Deployment deployment) throws UserException {
        return new GeneratedFile("turnserver.conf", ProgramFiles.turnserver(deployment, Locale.ENGLISH));
    }
}
