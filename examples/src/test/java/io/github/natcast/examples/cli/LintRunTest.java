package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code natcast lint} with a real natcast.toml. */
class LintRunTest {
    private static final String NATCAST = """
            [network]
            bind = "0.0.0.0"
            http-port = 9000
            media-port = 10111
            public-address = ["51.161.209.200"]
            local-address = ["192.168.1.10"]
            tunnel = "frp"
            [[network.forward]]
            transport = "tcp"
            public = "10110"
            local = "9000"
            [[network.forward]]
            transport = "udp"
            public = "10111"
            local = "10111"
            [frp]
            server = "51.161.209.200"
            control-port = 7504
            tcp-mux = false
            """;
    private static final String FRPC = """
            serverAddr = "51.161.209.200"
            serverPort = 7504
            transport.tcpMux = false
            [[proxies]]
            name = "page"
            type = "tcp"
            localPort = 9000
            remotePort = 10110
            [[proxies]]
            name = "media"
            type = "udp"
            localPort = 10111
            remotePort = 10111
            """;

    @TempDir
    private Path folder;

    private String config = "";

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(folder.resolve("natcast.toml"), NATCAST).toString();
    }

    @Test
    void isSilentAboutFilesThatAgree() throws IOException {
        Path frpc = Files.writeString(folder.resolve("frpc.toml"), FRPC);

        assertThat(Run.natcast("lint", "--config", config, frpc.toString()))
                .isEqualTo(new Run(0, "Nothing found.\n", ""));
    }

    @Test
    void namesAFault() throws IOException {
        Path frpc = Files.writeString(folder.resolve("frpc.toml"), FRPC.replace("\"udp\"", "\"tcp\""));

        Run run = Run.natcast("lint", "--config", config, frpc.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith(frpc + ":11:1: error  transport-mismatch\n");
    }

    @Test
    void answersBadInputInOneLine() throws IOException {
        Path frpc = Files.writeString(folder.resolve("frpc.toml"), "serverAddr = \n");

        Run run = Run.natcast("lint", "--config", config, frpc.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("natcast: " + frpc + ":1:14: not TOML: ")
                .hasLineCount(1);
    }

    @Test
    void namesAFileThatIsNotThere() {
        Run run = Run.natcast(
                "lint", "--config", config, folder.resolve("none.toml").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("natcast: " + folder.resolve("none.toml") + " does not exist\n");
    }
}
