package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error that the user can correct is reported in one line. */
@Timeout(120)
final class ServeErrorsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    --size           | abc                           | "abc" is not WIDTHxHEIGHT; an example is 1280x720
                    --size           | 0x720                         | width 0 must be 32 to 7680
                    --size           | 1279x720                      | width 1279 must be even
                    --fps            | 0                             | framesPerSecond 0 must be 1 to 120
                    --fps            | many                          | 'many' is not an int
                    --bitrate        | 1                             | bitrate 1 must be 50000 to 200000000
                    --min-bitrate    | 1                             | minimumBitrate 1 must be 50000 to 200000000
                    --renditions     | 4                             | renditions 4 must be 1 to 3
                    --bitrate        | fast                          | "fast" is not a bitrate; examples are 2M, 800k
                    --bitrate        | 900000M                       | "900000M" is too much; the most is 200M
                    --codecs         | h264,vp9                      | expected one of [H264, H265, VP8, AV1]
                    --encoder        | h264_magic                    | "h264_magic" is unknown; there are [h264_nvenc
                    --h264-profile   | high                          | "high" is not a profile of H.264 that can be sent; there are baseline and main
                    --http-port      | 70000                         | HTTP port 70000 must be 0 to 65535
                    --turn           | [{"urls":"stun:a"}]           | write turn:host:port
                    --turn           | []                            | --turn takes a list of one TURN server, not of 0
                    --stun           | turn:stun.example.org         | write stun:host:port
                    --stun           | stun.example.org:70000        | 70000
                    --media-port     | -1                            | media port -1 must be 0 to 65535
                    --drain          | 3601                          | --drain 3601 must be 0 to 3600 seconds
                    --max-viewers    | 0                             | maximum of viewers 0 must be 1 or more
                    --bind           | 192.0.2.1                     | 192.0.2.1
                    --http-bind      | 192.0.2.1                     | 192.0.2.1
                    --media-bind     | 192.0.2.1                     | 192.0.2.1
                    --http-bind      | localhost                     | httpBindAddress "localhost" must be an IPv4 or IPv6 address
                    --bind           | localhost                     | bindAddress "localhost" must be an IPv4 or IPv6 address
                    --public-address | media example                 | "media example" is neither an address nor a host name
                    --public-address | media.example:0x7             | "media.example:0x7" is not HOST or HOST:PORT
                    --public-address | media.example:70000           | port 70000 in "media.example:70000" is not 1 to 65535
                    --lan            | 10.0.0.1/8                    | --lan: 10.0.0.1/8 has bits set beyond the prefix
                    --lan            | home                          | expected an address range such as 192.168.0.0/16
                    --public-address | 300.1.2.3                     | "300.1.2.3"
                    --public-address | 224.0.0.1                     | 224.0.0.1
                    --public-tcp     | example.org                   | "example.org" is not IP or IP:PORT
                    --public-tcp     | 51.161.209.200:70000          | port 70000 in "51.161.209.200:70000" is not 1 to 65535
                    --tcp-port       | 70000                         | TCP port 70000 must be 0 to 65535
                    --ice-servers    | stun:example.org              | the ICE servers are not JSON
                    --ice-servers    | {}                            | must be a JSON list
                    --ice-servers    | [{"urls":"http://a.example"}] | must start with stun:, turn: or turns:
                    --ice-servers    | [{"urls":"turn:a.example"}]   | the TURN server [turn:a.example] has no credentials
                    --ice-servers    | [{"urls":"turn:a.example","username":"u"}] | or none of them and the secret
                    --turn           | [{"urls":"turn:a.example"}]   | or the secret that is shared with it
                    --turn-secret    | north                         | the TURN secret is of no use
                    --turn-secret-file | missing.txt                 | missing.txt does not exist
                    --proxy-protocol | somewhere                     | expected an address range such as 192.168.0.0/16
                    --trusted-proxy  | 10.0.0.1/8                    | write 10.0.0.0/8
                    --tls-key        | key.pem                       | --tls-key is of no use without --tls-certificate
                    --origin         | www.example.org               | --origin: origin "www.example.org" must be
                    --turn-ttl       | soon                          | "soon" is not a time; examples are 90s, 30m, 1h
                    --source         | missing.mp4                   | source missing.mp4 cannot be opened: No such file
                    --source         | .                             | source . cannot be opened: Is a directory
                    --source         | rtsp://me:pass@127.0.0.1:9/1  | rtsp://***@127.0.0.1:9/1 cannot be opened: Connection
                    --source         | frames:                       | "" is not where frames can come from; write a path
                    --source         | frames:tcp:localhost          | "tcp:localhost" is not where frames can come from
                    --source         | frames:tcp:70000              | port 70000 in "tcp:70000" is not 1 to 65535
                    --pixel-format   | RGB                           | it goes with --source -
                    --source-size    | 64x64                         | it goes with --source -
                    --rtsp-transport | udp                           | it goes with --source
                    --source-option  | probesize=500000              | it goes with --source
                    """)
    void aWrongValueIsNamedWithItsLimit(String option, String value, String message) {
        assertOneLine(serve(option, value), message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    --no-loop                     | -                   | --no-loop describes a file, a URL or a device
                    --rtsp-transport=udp          | film.mp4            | takes no RTSP transport UDP
                    --source-option=headers=a     | -                   | --source-option describes a file
                    --source-option=a/b=tr0ub4dor | film.mp4            | option "a/b" must have letters, digits
                    --source-option=probesize=tr0ub4dor | film.mp4      | source film.mp4 cannot be opened
                    """)
    void anOptionThatDoesNotGoWithTheSourceIsNamed(String option, String source, String message) {
        Run run = Run.natcast(
                "serve", "--source", source, option, "--bind", "127.0.0.1", "--http-port", "0", "--media-port", "0");
        assertOneLine(run, message);
        assertThat(run.err()).doesNotContain("tr0ub4dor");
    }

    @Test
    void copyingNeedsASourceThatIsEncoded() throws IOException {
        assertOneLine(serve("--copy"), "it goes with --source and a file or a URL, not with the test pattern");
        assertOneLine(serve("--copy", "--source", "-"), "not with raw pictures from -");
    }

    @Test
    void aFileThatIsNoVideoIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.mp4"), "Dear Sir or Madam");

        assertOneLine(serve("--source", file.toString()), "source " + file + " cannot be opened: ");
    }

    @Test
    void aTcpPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertOneLine(serve("--tcp-port", port), "ICE-TCP port " + port + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void anHttpPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertOneLine(serve("--http-port", port), "HTTP port " + port + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void aMediaPortInUseIsNamed() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String port = Integer.toString(taken.getLocalPort());

            assertOneLine(serve("--media-port", port), "media address 127.0.0.1:" + port + ": ");
        }
    }

    /** On harmless ports and addresses, should the value be accepted by mistake. */
    private static Run serve(String option, String... values) {
        List<String> line = new ArrayList<>(List.of("serve", option));
        line.addAll(List.of(values));
        add(line, option, "--bind", "127.0.0.1");
        add(line, option, "--http-port", "0");
        add(line, option, "--media-port", "0");
        add(line, option, "--size", "320x180");
        return Run.natcast(line.toArray(String[]::new));
    }

    private static void add(List<String> line, String given, String option, String value) {
        if (!given.equals(option)) {
            line.addAll(List.of(option, value));
        }
    }

    private static void assertOneLine(Run run, String message) {
        assertThat(run.err().lines()).as("lines of %s", run.err()).hasSize(1);
        assertThat(run.err()).startsWith("natcast: ").contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
