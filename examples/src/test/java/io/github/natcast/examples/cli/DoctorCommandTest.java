package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class DoctorCommandTest {
    private static final String TOPOLOGY = """
            {
              "publicAddresses": ["51.161.209.200"],
              "localAddresses": ["192.168.1.10"],
              "forwards": [{"transport": "udp", "public": "10111-10115"}]
            }
            """;
    private static final String ANSWER = """
            v=0
            o=- 1 1 IN IP4 192.168.1.10
            s=-
            t=0 0
            m=video 9 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 0.0.0.0
            a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host
            a=ice-ufrag:srv1
            a=ice-pwd:Zb3kPq7LrT9xWv2nMd5sHc
            a=fingerprint:sha-1 00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13
            a=setup:passive
            a=mid:0
            a=sendonly
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            """;

    @TempDir
    private Path folder;

    private Path topology;
    private Path answer;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        topology = Files.writeString(folder.resolve("topology.json"), TOPOLOGY);
        answer = Files.writeString(folder.resolve("answer.sdp"), ANSWER);
    }

    @Test
    void exitsWithOneAndPointsAtTheLineWhenThereAreErrors() {
        assertThat(run("--topology", topology.toString(), "--answer", answer.toString()))
                .isEqualTo(1);

        assertThat(out.toString())
                .startsWith("error  private-address\n  " + answer
                        + ":7: a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host\n")
                .contains("\n  Fix: Rewrite the answer")
                .endsWith("\n1 error, 0 warnings, 0 notes.\n")
                .doesNotContain("\u001b");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100 || line.contains(".sdp:"));
    }

    @Test
    void exitsWithZeroWhenThereAreNone() throws IOException {
        Files.writeString(answer, ANSWER.replace("192.168.1.10 10111", "51.161.209.200 10111"));

        assertThat(run("--topology", topology.toString(), "--answer", answer.toString()))
                .isZero();
        assertThat(out.toString()).isEqualTo("Nothing found.\n");
    }

    @Test
    void speaksChineseOnRequest() {
        assertThat(run("--topology", topology.toString(), "--answer", answer.toString(), "--lang", "zh"))
                .isEqualTo(1);

        assertThat(out.toString())
                .startsWith("error  private-address\n")
                .contains("\n  answer 公布的是私有地址 192.168.1.10，外部观众无法访问")
                .contains("\n  处理：发送前改写 answer")
                .endsWith("\n1 个错误，0 个警告，0 条提示。\n");
    }

    @Test
    void refusesALanguageThatItDoesNotSpeak() {
        assertThat(run("--answer", answer.toString(), "--lang", "fr")).isEqualTo(2);
        assertThat(err.toString()).contains("\"fr\" is not one of en, zh");
    }

    @Test
    void printsJsonForPrograms() throws IOException {
        assertThat(run("--topology", topology.toString(), "--answer", answer.toString(), "--checks", "none", "--json"))
                .isEqualTo(1);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("errors").asInt()).isEqualTo(2);
        JsonNode first = report.get("findings").get(0);
        assertThat(first.get("code").asText()).isEqualTo("private-address");
        assertThat(first.get("severity").asText()).isEqualTo("error");
        assertThat(first.get("description").asText()).isEqualTo("answer");
        assertThat(first.get("line").asInt()).isEqualTo(7);
        assertThat(first.get("text").asText()).startsWith("a=candidate:1 ");
        assertThat(first.get("fix").asText()).isNotBlank();
        assertThat(report.get("findings").get(1).get("code").asText()).isEqualTo("no-checks");
    }

    @Test
    void colorsOnATerminal() {
        CommandLine line = Natcast.commandLine();
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.ON));
        line.setOut(new PrintWriter(out)).execute("doctor", "--answer", answer.toString());

        assertThat(out.toString()).contains("\u001b[36minfo\u001b[39m");
    }

    @Test
    void namesFileAndPositionOfABadTopologyOnOneLine() throws IOException {
        Files.writeString(topology, TOPOLOGY.replace("\"udp\"", "\"sctp\""));

        assertThat(run("--topology", topology.toString(), "--answer", answer.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "natcast: " + topology + ": line 4, column 30: transport must be udp or tcp but is \"sctp\"\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--answer missing.sdp                 | missing.sdp does not exist",
                "--answer .                           | . is a folder; name a file",
                "--json                               | nothing to examine: give --offer, --answer, --topology",
                "--answer missing.sdp --checks maybe  | \"maybe\" is not one of unknown, none, requests, valid-pair",
                "--answr x                            | Unknown option: '--answr'; did you mean --answer?",
            })
    void refusesBadInputWithOneReadableLine(String arguments, String message) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElseThrow())
                .startsWith("natcast: ")
                .contains(message);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Natcast.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
