package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.DeploymentReader;
import io.github.natcast.examples.cli.verify.WantedEncoding;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    private final DeploymentReader reader = file -> {
        throw new UnsupportedOperationException();
    };

    @Test
    void aCommandThatReadsADeploymentGetsTheReader() throws Exception {
        assertThat(new Commands(reader, file -> WantedEncoding.ANY).create(Reading.class).reader)
                .isSameAs(reader);
    }

    @Test
    void othersAreMadeAsUsual() throws Exception {
        assertThat(new Commands(reader, file -> WantedEncoding.ANY).create(EncodersCommand.class))
                .isNotNull();
    }

    /** As {@code deploy}, {@code lint}, {@code verify} and {@code up} are. */
    public static final class Reading {
        private final DeploymentReader reader;

        public Reading(DeploymentReader reader) {
            this.reader = reader;
        }
    }
}
