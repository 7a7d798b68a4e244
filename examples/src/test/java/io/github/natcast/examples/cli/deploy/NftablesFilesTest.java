package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.PortRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NftablesFilesTest {
    private static final FileFormat FORMAT = new NftablesFiles(List.of(22));

    @Test
    void opensWhatIsForwardedAndNothingElse() throws UserException {
        List<DeployedFile> files = files(Edited.behindRouter());

        assertThat(files).hasSize(1);
        assertThat(open(files.get(0)))
                .containsExactly("tcp dport { 22 } accept", "tcp dport 9000 accept", "udp dport 10111 accept");
    }

    @Test
    void opensThePublicHostOfATunnelAndNotTheServers() throws UserException {
        List<DeployedFile> files = files(new Edited());

        assertThat(files.get(0).name()).isEqualTo("natcast.nft");
        assertThat(open(files.get(0))).containsExactly("tcp dport { 22 } accept");
        assertThat(files.get(1).name()).isEqualTo("public-host.nft");
        assertThat(open(files.get(1)))
                .containsExactly(
                        "tcp dport { 22 } accept",
                        "tcp dport 7504 accept",
                        "tcp dport 10110 accept",
                        "udp dport 10110 accept",
                        "udp dport 10111-10115 accept");
    }

    @Test
    void letsATunnelsClientOnAnotherHostIn() throws UserException {
        Edited deployment = new Edited().topology("""
                {"publicAddresses": ["192.0.2.1"], "localAddresses": ["192.168.1.10"], "tunnel": "frp",
                 "forwards": [{"transport": "udp", "public": 10111, "localAddress": "192.168.1.10"},
                              {"transport": "tcp", "public": 2222, "local": 22, "localAddress": "192.168.1.99"}]}
                """);

        assertThat(open(files(deployment).get(0)))
                .containsExactly("tcp dport { 22 } accept", "ip daddr 192.168.1.10 udp dport 10111 accept");
    }

    @Test
    void opensWhatListensWhereNothingTranslates() throws UserException {
        assertThat(open(files(new Edited().topology("""
                {"publicAddresses": ["192.0.2.1"], "tunnel": "one-to-one"}
                """)).get(0)))
                .contains(
                        "tcp dport 9000 accept",
                        "udp dport 10111 accept",
                        "ip daddr 192.168.1.10 udp dport 10110 accept",
                        "ip daddr 192.168.1.10 udp dport 49160-49199 accept");
    }

    @Test
    void opensATurnServerOnThePublicHost() throws UserException {
        TurnRelay turn = new TurnRelay(
                new HostPort("192.0.2.1", 3478), PortRange.parse("49160-49199"), "natcast", Optional.empty(), false);
        List<DeployedFile> files = files(Edited.behindRouter().turn(turn));

        assertThat(open(files.get(1)))
                .containsExactly(
                        "tcp dport { 22 } accept",
                        "udp dport 3478 accept",
                        "tcp dport 3478 accept",
                        "udp dport 49160-49199 accept");
    }

    @Test
    void isRefusedWhereItHasNothingToDo() {
        assertThatThrownBy(() -> files(new Edited().without().topology("{}")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nothing is forwarded");
        assertThatThrownBy(() -> files(new Edited().without().topology("""
                        {"publicAddresses": ["192.0.2.1"], "tunnel": "docker",
                         "forwards": [{"transport": "udp", "public": 10111}]}
                        """)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("natcast deploy compose");
        assertThatThrownBy(() -> new NftablesFiles(List.of(0)).files(new Edited().get(), Notes.of(Locale.ENGLISH)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--keep-tcp 0");
    }

    @Test
    void nftItselfTakesIt(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        Tool nft = Tool.named("nft");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assumeTrue(nft.run(folder, "-c", "-f", empty.toString()).status() == 0, "nft checks files for root alone");
        for (Edited deployment : List.of(new Edited(), Edited.behindRouter(), new Edited().topology("""
                        {"publicAddresses": ["2001:db8::1"], "tunnel": "frp",
                         "forwards": [{"transport": "udp", "public": 10111, "publicAddress": "2001:db8::1"}]}
                        """))) {
            for (DeployedFile file : files(deployment)) {
                Path written = Files.writeString(folder.resolve(file.name()), file.text());
                Tool.Result result = nft.run(folder, "-c", "-f", written.toString());
                assertThat(result.status()).as(result.output()).isZero();
            }
        }
        Path wrong = Files.writeString(folder.resolve("wrong"), "table inet natcast { chain input { udp dport x } }\n");
        assertThat(nft.run(folder, "-c", "-f", wrong.toString()).status()).isNotZero();
    }

    private static List<String> open(DeployedFile file) {
        assertThat(file.text()).contains("policy drop");
        return file.text()
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("dport") && !line.startsWith("#") && !line.contains("546"))
                .toList();
    }

    private static List<DeployedFile> files(Edited deployment) throws UserException {
        return FORMAT.files(deployment.get(), Notes.of(Locale.ENGLISH));
    }
}
