package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.security.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class OfferLimitOptionsTest {
    private static Limits limits(String... arguments) throws UserException {
        OfferLimitOptions options = new OfferLimitOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("offers", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options.applyTo(Limits.defaults());
    }

    @Test
    void theDefaultsAreTheStreamers() throws Exception {
        Limits defaults = Limits.defaults();
        assertThat(limits()).usingRecursiveComparison().isEqualTo(defaults);
    }

    @Test
    void eachSetsOne() throws Exception {
        Limits limits = limits("--offers-per-minute=7", "--viewers-per-client", "8", "--waiting-viewers=9");
        assertThat(limits)
                .usingRecursiveComparison()
                .isEqualTo(Limits.defaults()
                        .withOffersPerMinute(7)
                        .withViewersPerClient(8)
                        .withWaiting(9));
    }

    @ParameterizedTest
    @CsvSource({"--offers-per-minute, 0", "--viewers-per-client, -1", "--waiting-viewers, 1000001"})
    void whatIsOutOfRangeIsNamedAsItWasWritten(String option, String value) {
        assertThatThrownBy(() -> limits(option + "=" + value))
                .isInstanceOf(UserException.class)
                .hasMessage(option + " " + value + " must be 1 to 1000000");
    }
}
