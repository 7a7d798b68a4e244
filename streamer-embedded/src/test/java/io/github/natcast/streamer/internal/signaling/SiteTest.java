package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.signaling.netty.ListenSettings;
import io.github.natcast.streamer.internal.signaling.netty.SignalingServer;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/,text/html", "/page.css,text/css", "/page.js,text/javascript", "/favicon.svg,image/svg+xml"})
    void servesThePageWithValidatorsAndSecurityHeaders(String path, String type) throws Exception {
        HttpResponse<String> page = server.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith(type);
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(server.get(path, "If-None-Match", header(page, "ETag")).statusCode())
                .isEqualTo(304);
        assertThat(server.send("HEAD", path, "").body()).isEmpty();
    }

    @Test
    void servesEveryFileThatThePageNames() throws Exception {
        Pattern reference = Pattern.compile("(?:src|href)=\"([^\"]+)\"|from '\\./([^']+)'");
        Deque<String> pages = new ArrayDeque<>(List.of("/"));
        Set<String> seen = new HashSet<>();
        while (!pages.isEmpty()) {
            String path = pages.remove();
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            Matcher matcher = reference.matcher(response.body());
            while (matcher.find()) {
                String named = "/" + (matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                if (seen.add(named)) {
                    pages.add(named);
                }
            }
        }
        assertThat(seen).contains("/page.css", "/page.js", "/view.js", "/attempt.js", "/favicon.svg");
    }

    @Test
    void reportsHealth() throws Exception {
        HttpResponse<String> ok = server.get("/healthz");
        assertThat(ok.statusCode()).isEqualTo(200);
        assertThat(ok.body()).isEqualTo("{\"status\":\"ok\",\"viewers\":0}");

        server.healthy = false;
        HttpResponse<String> failing = server.get("/healthz");
        assertThat(failing.statusCode()).isEqualTo(503);
        assertThat(failing.body()).contains("failing");
    }

    @Test
    void servesMetrics() throws Exception {
        assertThat(server.get("/metrics").body()).isEqualTo("natcast_viewers 0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404,not_found",
        "GET,/../etc/passwd,404,not_found",
        "POST,/,405,method_not_allowed",
        "GET,/ws/live,426,upgrade_required",
        "GET,/ws/a/b,404,bad_session_name"
    })
    void refusesTheRest(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> response = server.send(method, path, "");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"GET /%zz HTTP/1.1", "nonsense"})
    void answersWhatIsNotHttpWithStatus400(String line) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((line + "\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(5000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("bad_request");
        }
    }

    @Test
    void namesThePortThatIsInUse() {
        assertThatThrownBy(() -> start("127.0.0.1", server.port()))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("HTTP port " + server.port() + " on 127.0.0.1 is in use");
    }

    @Test
    void namesTheAddressThatIsNotOnThisHost() {
        assertThatThrownBy(() -> start("192.0.2.77", 0))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("192.0.2.77 is not an address of this host; it has")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void freesItsPortWhenClosed() throws Exception {
        int port = server.port();
        server.close();
        start("127.0.0.1", port).close();
    }

    private SignalingServer start(String host, int port) throws BindException {
        return SignalingServer.start(
                ListenSettings.http(new InetSocketAddress(host, port)), TestRequests.endpoint(server.streamer));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** A page of another origin imports the player; it may not read the rest. */
    @ParameterizedTest
    @CsvSource({"/player.js, *", "/attempt.js, *", "/player.d.ts, *", "/favicon.svg, *", "/, ''", "/healthz, ''"})
    void sharesItsModulesWithOtherOrigins(String path, String origins) throws Exception {
        assertThat(server.get(path)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin")
                        .orElse(""))
                .isEqualTo(origins);
    }

    /** The types describe what there is: each option, and each name of the player's own. */
    @Test
    void theTypesNameEveryOption() throws Exception {
        String types = server.get("/player.d.ts").body();
        String options = server.get("/options.js").body();
        String defaults = options.substring(options.indexOf("DEFAULTS = {"), options.indexOf("};"));
        assertThat(defaults.lines()
                        .filter(line -> line.contains(":"))
                        .map(line -> line.strip().split(":", 2)[0]))
                .hasSizeGreaterThan(5)
                .allSatisfy(option -> assertThat(types).contains(option + "?: "));
        assertThat(server.get("/player.js")
                        .body()
                        .lines()
                        .filter(line -> line.matches("  (get )?[a-z]\\w*\\(.*\\{"))
                        .map(line -> line.strip().replaceFirst("^get ", "").replaceFirst("\\(.*", ""))
                        .filter(name -> !name.equals("constructor")))
                .hasSizeGreaterThan(10)
                .allSatisfy(member -> assertThat(types).containsPattern("\\b" + member + "(: |\\(|<)"));
    }
}
