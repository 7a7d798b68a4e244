package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.topology.IceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The STUN and TURN servers of a file. Immutable.
 *
 * @param document the file
 * @param secrets what its secrets stand for
 */
record IceServers(Document document, Secrets secrets) {

    /** What browsers are told. */
    List<IceServer> forBrowsers() throws UserException {
        List<IceServer> servers = new ArrayList<>();
        for (Fields fields : document.all("ice-server")) {
            servers.add(withUserOfTurn(fields, server(fields)));
        }
        return servers;
    }

    /** What relays for this side. */
    Optional<IceServer> relay() throws UserException {
        Optional<Fields> fields = document.one("relay");
        return fields.isEmpty() ? Optional.empty() : Optional.of(server(fields.get()));
    }

    private IceServer server(Fields fields) throws UserException {
        fields.required("urls", "such as [\"turn:198.51.100.7:3478\"]");
        Optional<String> username = fields.text("username");
        Optional<String> credential = secrets.find(fields, "credential");
        return fields.checked("urls", () -> IceServer.of(fields.texts("urls"), username, credential));
    }

    /** A fixed user is written once, in {@code [turn]}. */
    private IceServer withUserOfTurn(Fields fields, IceServer server) throws UserException {
        Optional<Fields> turn = document.one("turn");
        boolean lacksAll = server.isTurn()
                && server.username().isEmpty()
                && server.credential().isEmpty();
        if (!lacksAll || turn.isEmpty() || !turn.get().has("username")) {
            return server;
        }
        Optional<String> password = secrets.find(turn.get(), "password");
        return fields.checked(
                "urls", () -> new IceServer(server.urls(), turn.get().text("username"), password));
    }
}
