package io.github.natcast.examples.cli.deployment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The FRP client, {@code frpc}, that this server's side of the tunnel runs. Immutable.
 *
 * @param server the FRP server and its control port ({@code bindPort})
 * @param tokenFile a file whose first line is the token that both ends share
 * @param user a prefix of the proxies' names
 * @param tcpMux whether all proxies share one connection; then a lost segment of one stops all
 * @param proxyProtocol whether TCP proxies tell the client's address (PROXY protocol, version 2)
 */
public record FrpClient(
        HostPort server, Optional<Path> tokenFile, Optional<String> user, boolean tcpMux, boolean proxyProtocol) {}
