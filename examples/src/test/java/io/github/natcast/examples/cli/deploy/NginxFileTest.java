package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxFileTest {

    @Test
    void saysWhereMediaCannotPass() throws UserException {
        assertThat(comments(Edited.behindRouter()))
                .contains("Media cannot pass through here: they are UDP 10111")
                .contains("give them a port of their own");
        assertThat(comments(Edited.behindRouter().listening("0.0.0.0", 9000, 10111, OptionalInt.of(9443))))
                .contains("forward TCP 9443 to natcast itself");
        assertThat(comments(new Edited())).contains("Behind the tunnel");
    }

    @Test
    void endsTlsWithTheFilesOfNatcast() throws UserException {
        assertThat(text(Edited.behindRouter().tls("/etc/natcast").names("cam.example.org", "tv.example.org")))
                .contains(
                        "listen 443 ssl;",
                        "server_name cam.example.org tv.example.org;",
                        "ssl_certificate \"/etc/natcast/fullchain.pem\";",
                        "return 308 https://$host$request_uri;",
                        "proxy_pass https://127.0.0.1:9000;");
    }

    @Test
    void refusesWhatCannotWork() {
        assertThatThrownBy(() -> text(Edited.behindRouter().listening("0.0.0.0", 80, 10111)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("listens on TCP 80");
        assertThatThrownBy(() -> text(Edited.behindRouter().names("a; return 200")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is no host for nginx");
        assertThatThrownBy(() -> text(Edited.behindRouter().tls("/etc/$x")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("nginx cannot say");
    }

    @Test
    void nginxItselfTakesIt(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        Path certificates = folder.resolve("a \"quoted\" folder");
        certificates.toFile().mkdir();
        Tool.Result made = Tool.named("openssl")
                .run(
                        certificates,
                        ("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=cam.example.org -keyout privkey.pem -out"
                                        + " fullchain.pem")
                                .split(" "));
        assertThat(made.status()).as(made.output()).isZero();
        FrpClient client =
                new FrpClient(new HostPort("192.0.2.1", 7000), Optional.empty(), Optional.empty(), false, true);
        for (Edited deployment : List.of(
                Edited.behindRouter(),
                Edited.behindRouter().names("cam.example.org").tls(certificates.toString()),
                new Edited().frp(client).tls(certificates.toString()))) {
            try (NginxRun nginx = new NginxRun(folder, text(deployment))) {
                Tool.Result result = nginx.check();
                assertThat(result.output()).isEmpty();
                assertThat(result.status()).isZero();
            }
        }
    }

    @Test
    void passesWebSocketsOn(@TempDir Path folder) throws UserException, IOException, InterruptedException {
        try (ServerSocket natcast = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                NginxRun nginx = new NginxRun(
                        folder, text(Edited.behindRouter().listening("127.0.0.1", natcast.getLocalPort(), 10111)))) {
            natcast.setSoTimeout(20_000);
            nginx.start();
            try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
                browser.setSoTimeout(20_000);
                write(
                        browser,
                        "GET /ws/live HTTP/1.1\r\nHost: cam.example.org:8443\r\nConnection: Upgrade\r\nUpgrade:"
                                + " websocket\r\nX-Forwarded-For: 198.51.100.66\r\nForwarded: for=198.51.100.66\r\n\r\n");
                try (Socket proxied = natcast.accept()) {
                    proxied.setSoTimeout(20_000);
                    assertThat(head(proxied).lines())
                            .contains(
                                    "GET /ws/live HTTP/1.1",
                                    "Host: cam.example.org:8443",
                                    "Upgrade: websocket",
                                    "Connection: upgrade",
                                    "X-Forwarded-For: 127.0.0.1",
                                    "X-Forwarded-Proto: http",
                                    "X-Forwarded-Host: cam.example.org:8443")
                            .noneMatch(line -> line.contains("198.51.100.66"));
                    write(
                            proxied,
                            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nping");
                    assertThat(head(browser)).startsWith("HTTP/1.1 101");
                    assertThat(new String(browser.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                            .isEqualTo("ping");
                    write(browser, "pong");
                    assertThat(new String(proxied.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                            .isEqualTo("pong");
                }
            }
        }
    }

    @Test
    void keepsTheOperatorsPagesFromOthers(@TempDir Path folder)
            throws UserException, IOException, InterruptedException {
        try (NginxRun nginx = new NginxRun(folder, text(Edited.behindRouter()))) {
            nginx.start();
            for (String path : List.of("/metrics", "/viewers", "/viewers/1")) {
                try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
                    browser.setSoTimeout(20_000);
                    write(browser, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    assertThat(head(browser)).startsWith("HTTP/1.1 404");
                }
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Everything up to an empty line. */
    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0 && head.length() < 10_000) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
            next = in.read();
        }
        return head.toString();
    }

    /** In one line. */
    private static String comments(Edited deployment) throws UserException {
        return text(deployment).replace("\n# ", " ");
    }

    private static String text(Edited deployment) throws UserException {
        return new NginxFile()
                .files(deployment.get(), Notes.of(Locale.ENGLISH))
                .get(0)
                .text();
    }
}
