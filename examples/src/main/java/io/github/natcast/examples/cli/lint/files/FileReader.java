package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.text.IniText;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.examples.cli.text.TomlText;
import io.github.natcast.examples.cli.text.YamlText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by name and content what a file is, and reads it. */
public final class FileReader {
    /** In characters. A real file has some kilobytes; the reader of TOML takes seconds for a megabyte. */
    static final int MAXIMUM_LENGTH = TomlText.MAXIMUM_CHARACTERS;

    private static final Pattern COMMON = Pattern.compile("(?m)^\\s*\\[common]\\s*$");
    private static final Pattern YAML = Pattern.compile(
            "(?m)^(?:services|proxies|visitors|serverAddr|serverPort|bindPort|bindAddr)\\s*:|\\A\\s*\\{\\s*\"");
    private static final Pattern TOML = Pattern.compile(
            "(?m)^\\s*(?:\\[\\[\\w+]]|\\[[\\w.]+]|\\w[\\w.]*\\s*=\\s*(?:[\"'\\[{]|true|false|[0-9]+\\s*$))");
    private static final Pattern TURN = Pattern.compile(
            "(?m)^\\s*(?:listening-port|min-port|max-port|lt-cred-mech|use-auth-secret|static-auth-secret|external-ip"
                    + "|listening-ip|realm|user)\\b");
    private static final List<String> OF_SERVER = List.of(
            "bindPort",
            "bindAddr",
            "allowPorts",
            "vhostHTTPPort",
            "vhostHTTPSPort",
            "kcpBindPort",
            "proxyBindAddr",
            "bind_port",
            "bind_addr",
            "allow_ports",
            "vhost_http_port",
            "vhost_https_port",
            "max_ports_per_client");
    private static final Set<String> OF_CLIENT =
            Set.of("serverAddr", "serverPort", "proxies", "visitors", "server_addr", "server_port");

    private FileReader() {}

    /**
     * What the file says.
     *
     * @param file as messages name it
     * @throws UserException with the place, when it cannot be read or is none that is known
     */
    public static LintedFile read(String file, String content) throws UserException {
        if (content.length() > MAXIMUM_LENGTH) {
            throw new UserException(file + " has more than " + MAXIMUM_LENGTH
                    + " characters, the most that is read; give a file of settings");
        }
        if (content.indexOf('\0') >= 0) {
            throw new UserException(
                    file + " is not a text; give frpc.toml, frps.toml, turnserver.conf or a compose file");
        }
        String text = (content.startsWith("\uFEFF") ? content.substring(1) : content).replace("\r\n", "\n");
        String name = name(file);
        if (COMMON.matcher(text).find()) {
            return frp(file, name, IniText.read(file, text), true);
        }
        if (name.contains("turnserver") || name.contains("coturn") || (name.endsWith(".conf") && isTurn(text))) {
            return CoturnReader.read(file, text);
        }
        if (name.matches(".*\\.(ya?ml|json)")
                || (!name.endsWith(".toml") && YAML.matcher(text).find())) {
            return yaml(file, name, text);
        }
        if (name.endsWith(".toml") || (!isTurn(text) && TOML.matcher(text).find())) {
            return frp(file, name, TomlText.read(file, text), false);
        }
        if (isTurn(text)) {
            return CoturnReader.read(file, text);
        }
        throw unknown(file);
    }

    private static boolean isTurn(String text) {
        return TURN.matcher(text).find();
    }

    private static LintedFile yaml(String file, String name, String text) throws UserException {
        Node root = YamlText.read(file, text).orElseThrow(() -> unknown(file));
        if (!(root instanceof Node.Table table)) {
            throw unknown(file);
        }
        Node.Table whole = new Node.Table(new Place(file, 1, 1), table.entries());
        return table.entry("services").isPresent() ? new ComposeReader().read(whole) : frp(file, name, whole, false);
    }

    private static LintedFile frp(String file, String name, Node.Table root, boolean ini) throws UserException {
        if (root.entry("network").isPresent()) {
            throw new UserException(file + " describes the deployment itself; give it with --config " + file);
        }
        Node.Table keys = ini && root.value("common").orElse(root) instanceof Node.Table common ? common : root;
        FrpReader reader = new FrpReader(root, ini);
        if (name.contains("frps")
                || (!name.contains("frpc") && OF_SERVER.stream().anyMatch(key -> has(keys, key)))) {
            return reader.server();
        }
        if (name.contains("frpc") || ini || OF_CLIENT.stream().anyMatch(key -> has(keys, key))) {
            return reader.client();
        }
        throw unknown(file);
    }

    private static boolean has(Node.Table table, String key) {
        return table.entry(key).isPresent();
    }

    private static String name(String file) {
        return file.substring(1 + Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')))
                .toLowerCase(Locale.ROOT);
    }

    private static UserException unknown(String file) {
        return new UserException(file + " is no file that lint knows; it reads frpc and frps (toml, yaml, json, ini),"
                + " turnserver.conf and compose files: name it after what it is");
    }
}
