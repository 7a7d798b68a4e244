package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.deployment.DeploymentReader;
import io.github.natcast.examples.cli.verify.WantedEncoding;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Makes commands: one with a public constructor that takes readers of {@code natcast.toml} gets them; for others
 * picocli's own way is enough. Stateless.
 *
 * @param deployments of the file that {@code --config} names
 * @param encodings of the same file
 */
record Commands(DeploymentReader deployments, WantedEncoding.Reader encodings) implements CommandLine.IFactory {
    private static final List<Class<?>> READERS = List.of(DeploymentReader.class, WantedEncoding.Reader.class);

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> reading = Arrays.stream(type.getConstructors())
                .filter(constructor -> constructor.getParameterCount() > 0
                        && READERS.containsAll(List.of(constructor.getParameterTypes())))
                .findFirst();
        if (reading.isEmpty()) {
            return CommandLine.defaultFactory().create(type);
        }
        try {
            Object[] readers = Arrays.stream(reading.get().getParameterTypes())
                    .map(wanted -> wanted == DeploymentReader.class ? deployments : encodings)
                    .toArray();
            return type.cast(reading.get().newInstance(readers));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
