package io.github.natcast.examples.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest carries. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
        return new String[] {
            "natcast " + version, "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.arch")
        };
    }
}
