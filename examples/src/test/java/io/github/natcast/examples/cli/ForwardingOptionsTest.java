package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class ForwardingOptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                none                                    |
                NAME                                    | 127.0.0.0/8 ::1
                NAME --token x                          | 127.0.0.0/8 ::1
                NAME 10.0.0.0/8,192.0.2.1 --token x     | 10.0.0.0/8 192.0.2.1
                NAME=10.0.0.0/8                         | 10.0.0.0/8
                NAME 10.0.0.0/8 NAME fc00::/7           | 10.0.0.0/8 fc00::/7
                """)
    void eachIsOffWithoutAValueThisHostOrWhatIsWritten(String line, String expected) throws Exception {
        for (String name : List.of("--proxy-protocol", "--trusted-proxy")) {
            ForwardingOptions options = new ForwardingOptions();
            CommandSpec spec = CommandSpec.create();
            spec.addOption(OptionSpec.builder("--token").type(String.class).build());
            spec.addMixin("forwarding", CommandSpec.forAnnotatedObject(options));
            String[] arguments = Stream.ofNullable(line)
                    .flatMap(text -> Stream.of(text.replace("NAME", name).split(" ")))
                    .toArray(String[]::new);
            new CommandLine(spec).parseArgs(arguments);

            boolean isFirst = name.equals("--proxy-protocol");
            assertThat(isFirst ? options.proxyProtocol() : options.trustedProxies())
                    .map(Object::toString)
                    .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
            assertThat(isFirst ? options.trustedProxies() : options.proxyProtocol())
                    .isEmpty();
        }
    }
}
