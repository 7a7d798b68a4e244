package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.config.ConfigFile;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.DeploymentReader;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Files in the form of {@code natcast.toml}. Immutable.
 *
 * @param environment that {@code serve} would have
 */
record DeploymentFiles(Map<String, String> environment) implements DeploymentReader {

    @Override
    public Deployment read(Path file) throws UserException {
        return ConfigFile.read(file);
    }

    @Override
    public Deployment readWithoutLookup(Path file) throws UserException {
        return ConfigFile.readWithoutLookup(file);
    }

    @Override
    public Deployment readToServe(Path file) throws UserException {
        Deployment deployment = read(file);
        CommandLine serve = new CommandLine(new ServeCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            Configured.by(serve.parseArgs("--config", file.toString()), environment);
        } catch (ParameterException e) {
            throw new UserException(e);
        }
        return deployment;
    }
}
