package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.deployment.DeploymentReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Makes commands: one with a public constructor that takes a {@link DeploymentReader} gets the one for
 * {@code natcast.toml}; for others picocli's own way is enough. Stateless.
 *
 * @param reader of the file that {@code --config} names
 */
record Commands(DeploymentReader reader) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> reading = Arrays.stream(type.getConstructors())
                .filter(constructor ->
                        Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {DeploymentReader.class}))
                .findFirst();
        if (reading.isEmpty()) {
            return CommandLine.defaultFactory().create(type);
        }
        try {
            return type.cast(reading.get().newInstance(reader));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
