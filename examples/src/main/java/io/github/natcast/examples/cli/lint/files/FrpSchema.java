package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.StrangeKey.Kind;
import io.github.natcast.examples.cli.text.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of frp's files since 0.52 (as of 0.70), by table. A key that is near none of them is left alone: frp gets
 * new ones with every release. frp itself refuses a file with an unknown key, unless it is told not to be strict.
 */
enum FrpSchema {
    CLIENT("""
            auth. user clientID serverAddr serverPort natHoleStunServer dnsServer loginFailExit start log. webServer.
            transport. virtualNet.address featureGates* udpPacketSize metadatas* includes store* proxies* visitors*
            transport.protocol transport.wireProtocol transport.dialServerTimeout transport.dialServerKeepalive
            transport.connectServerLocalIP transport.proxyURL transport.poolCount transport.tcpMux
            transport.tcpMuxKeepaliveInterval transport.quic* transport.heartbeatInterval transport.heartbeatTimeout
            transport.tls. transport.tls.enable transport.tls.disableCustomTLSFirstByte transport.tls.certFile
            transport.tls.keyFile transport.tls.trustedCaFile transport.tls.serverName
            """ + Shared.KEYS),
    SERVER("""
            auth. bindAddr bindPort kcpBindPort quicBindPort proxyBindAddr vhostHTTPPort vhostHTTPTimeout vhostHTTPSPort
            tcpmuxHTTPConnectPort tcpmuxPassthrough subDomainHost custom404Page sshTunnelGateway* webServer.
            enablePrometheus log. transport. detailedErrorsToClient maxPortsPerClient userConnTimeout udpPacketSize
            natholeAnalysisDataReserveHours allowPorts* httpPlugins* transport.tcpMux
            transport.tcpMuxKeepaliveInterval transport.tcpKeepalive transport.maxPoolCount transport.heartbeatTimeout
            transport.quic* transport.tls. transport.tls.force transport.tls.certFile transport.tls.keyFile
            transport.tls.trustedCaFile
            """ + Shared.KEYS),
    PROXY("""
            name type enabled annotations* metadatas* loadBalancer. loadBalancer.group loadBalancer.groupKey healthCheck*
            localIP localPort plugin* remotePort customDomains subdomain locations httpUser httpPassword
            hostHeaderRewrite requestHeaders* responseHeaders* routeByHTTPUser multiplexer secretKey allowUsers
            natTraversal* transport. transport.useEncryption transport.useCompression transport.bandwidthLimit
            transport.bandwidthLimitMode transport.proxyProtocolVersion
            """);

    /** By path; the value says whether everything below it is free. */
    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable map
    private final SortedMap<String, Boolean> known;

    FrpSchema(String keys) {
        TreeMap<String, Boolean> paths = new TreeMap<>();
        for (String key : words(keys)) {
            paths.put(key.replaceAll("[.*]$", ""), key.endsWith("*"));
        }
        known = Collections.unmodifiableSortedMap(paths);
    }

    private static List<String> words(String keys) {
        return List.of(keys.strip().split("\\s+"));
    }

    boolean knows(String path) {
        return known.containsKey(path);
    }

    /** The keys that are near known ones, or known ones in the wrong table; in the order of the file. */
    List<StrangeKey> strange(Node.Table table) {
        List<StrangeKey> strange = new ArrayList<>();
        strange(table, "", strange);
        strange.sort(Comparator.comparing(StrangeKey::place));
        return strange;
    }

    private void strange(Node.Table table, String before, List<StrangeKey> strange) {
        table.entries().forEach((key, entry) -> {
            String path = before + key;
            if (!knows(path)) {
                Optional<StrangeKey> found = strange(path, before, key, entry);
                found.ifPresent(strange::add);
                if (found.filter(it -> it.kind() == Kind.CASE).isEmpty()) {
                    return;
                }
                path = found.get().right();
            }
            if (!known.getOrDefault(path, true) && entry.value() instanceof Node.Table inner) {
                strange(inner, path + ".", strange);
            }
        });
    }

    private Optional<StrangeKey> strange(String path, String before, String key, Node.Entry entry) {
        Optional<String> right = NearestKey.of(key, children(before)).map(name -> before + name);
        if (right.isPresent()) {
            Kind kind = right.get().equalsIgnoreCase(path) ? Kind.CASE : Kind.UNKNOWN;
            return Optional.of(new StrangeKey(entry.place(), path, right.get(), kind));
        }
        return elsewhere(path, key).map(place -> new StrangeKey(entry.place(), path, place, Kind.MISPLACED));
    }

    /** Such as a {@code token} of old files, or a key of the whole file behind the first {@code [[proxies]]}. */
    private Optional<String> elsewhere(String path, String key) {
        Stream<String> own = known.keySet().stream().filter(it -> it.endsWith("." + key));
        Stream<String> ofClient = this == PROXY ? CLIENT.known.keySet().stream() : Stream.empty();
        return Stream.concat(ofClient.filter(it -> it.equals(path) || it.endsWith("." + key)), own)
                .findFirst();
    }

    private Set<String> children(String before) {
        return known.keySet().stream()
                .filter(path -> path.startsWith(before) && path.indexOf('.', before.length()) < 0)
                .map(path -> path.substring(before.length()))
                .collect(Collectors.toSet());
    }

    /** What both ends have; constants of an enum cannot name the enum's own. */
    private static final class Shared {
        static final String KEYS = """
            auth.method auth.additionalScopes auth.token auth.tokenSource* auth.oidc* log.to log.level log.maxDays
            log.disablePrintColor webServer.addr webServer.port webServer.user webServer.password webServer.assetsDir
            webServer.pprofEnable webServer.tls*
            """;
    }
}
