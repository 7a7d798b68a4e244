package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortRange;
import java.util.List;

/** {@code natcast.nginx.conf}: a server of nginx in front of the HTTP port. nginx 1.18 and later. */
final class NginxFile implements FileFormat {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        Listening own = deployment.listening();
        boolean tls = deployment.tls().isPresent();
        int port = tls ? HTTPS : HTTP;
        if ((own.httpPort() == HTTPS && tls) || own.httpPort() == HTTP) {
            throw new UserException("natcast itself listens on TCP " + own.httpPort()
                    + ", which nginx would take; set http-port = 9000 in [network]");
        }
        ConfigText out = new ConfigText(notes);
        out.note("head", "nginx").note("nginx.install").note("nginx.serve").blank();
        media(out, deployment);
        out.blank().note("nginx.upgrade").line("map $http_upgrade $natcast_connection {");
        out.line("    default upgrade;").line("    ''      close;").line("}").blank();
        String names = names(deployment);
        boolean header = deployment.frp().filter(FrpClient::proxyProtocol).isPresent();
        if (tls && !header) {
            out.line("server {").line("    listen 80;").line("    listen [::]:80;");
            out.line("    server_name " + names + ";").line("    return 308 https://$host$request_uri;");
            out.line("}").blank();
        }
        out.line("server {");
        if (header) {
            out.noteAt("    ", "nginx.proxy-protocol", port);
        }
        String options = (tls ? " ssl" : "") + (header ? " proxy_protocol" : "") + ";";
        out.line("    listen " + port + options).line("    listen [::]:" + port + options);
        out.line("    server_name " + names + ";");
        if (tls) {
            certificate(out, deployment.tls().get());
        } else {
            out.noteAt("    ", "nginx.no-tls");
        }
        out.blank().noteAt("    ", "nginx.operator").line("    location ~ ^/(metrics|viewers)(/|$) {");
        out.line("        return 404;").line("    }").blank();
        location(out, own, tls, header);
        return List.of(out.line("}").file("natcast.nginx.conf"));
    }

    /** nginx passes on requests of HTTP; what is none must have a way of its own. */
    private static void media(ConfigText out, Deployment deployment) {
        Listening own = deployment.listening();
        out.note("nginx.media", own.mediaPort());
        if (own.tcpPort().isPresent() && own.tcpPort().getAsInt() != own.httpPort()) {
            out.note("nginx.tcp-port", own.tcpPort().getAsInt());
        } else {
            out.note("nginx.no-tcp-port");
        }
        if (deployment.frp().isPresent()) {
            out.note("nginx.tunnel", own.httpPort());
        }
    }

    private static void certificate(ConfigText out, TlsFiles files) throws UserException {
        out.line(
                "    ssl_certificate " + path("certificate", files.certificate().toString()) + ";");
        out.line("    ssl_certificate_key " + path("key", files.key().toString()) + ";");
        out.line("    ssl_protocols TLSv1.2 TLSv1.3;");
    }

    private static void location(ConfigText out, Listening own, boolean tls, boolean header) throws UserException {
        Endpoint http =
                new Endpoint(Endpoint.Use.HTTP, ForwardTransport.TCP, own.httpAddress(), PortRange.of(own.httpPort()));
        String host = http.isEverywhere() ? "127.0.0.1" : http.host();
        String at = "        ";
        out.line("    location / {");
        if (tls) {
            out.noteAt(at, "nginx.https").line(at + "proxy_ssl_verify off;");
        }
        out.line(at + "proxy_pass " + (tls ? "https://" : "http://")
                + name("address", host.contains(":") ? "[" + host + "]" : host) + ":" + own.httpPort() + ";");
        out.noteAt(at, "nginx.websocket").line(at + "proxy_http_version 1.1;");
        out.line(at + "proxy_set_header Upgrade $http_upgrade;");
        out.line(at + "proxy_set_header Connection $natcast_connection;");
        out.line(at + "proxy_read_timeout 1h;").line(at + "proxy_send_timeout 1h;");
        out.noteAt(at, "nginx.host").line(at + "proxy_set_header Host $http_host;");
        out.line(at + "proxy_set_header X-Forwarded-Host $http_host;");
        out.line(at + "proxy_set_header X-Forwarded-Proto $scheme;");
        out.noteAt(at, "nginx.client");
        out.line(at + "proxy_set_header X-Forwarded-For " + (header ? "$proxy_protocol_addr;" : "$remote_addr;"));
        out.line(at + "proxy_set_header Forwarded \"\";");
        out.noteAt(at, "nginx.whep").line(at + "proxy_redirect off;").line(at + "proxy_buffering off;");
        out.line(at + "proxy_request_buffering off;")
                .line(at + "client_max_body_size 1m;")
                .line("    }");
    }

    private static String names(Deployment deployment) throws UserException {
        StringBuilder names = new StringBuilder();
        for (String each : deployment.publicNames()) {
            names.append(names.isEmpty() ? "" : " ").append(name("public name", each));
        }
        return names.isEmpty() ? "_" : names.toString();
    }

    private static String name(String what, String value) throws UserException {
        if (!value.matches("[A-Za-z0-9.:\\[\\]-]+")) {
            throw new UserException("the " + what + " \"" + Values.oneLine(value)
                    + "\" is no host for nginx; write it with letters, digits, dots and dashes");
        }
        return value;
    }

    private static String path(String what, String value) throws UserException {
        if (value.contains("$") || value.chars().anyMatch(Character::isISOControl)) {
            throw new UserException("the path of the " + what + ", " + Values.oneLine(value)
                    + ", has a $ or a control character, which nginx cannot say; choose another");
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
