package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.StrangeKey.Kind;
import io.github.natcast.examples.cli.text.Node;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The old files of frp, INI: the same settings under other names. */
final class FrpIni {
    /** What is read, by its name in newer files. */
    static final Map<String, String> NAMES = pairs("""
            serverAddr=server_addr serverPort=server_port transport.protocol=protocol transport.tcpMux=tcp_mux
            auth.method=authentication_method auth.token=token udpPacketSize=udp_packet_size includes=includes start=start
            bindAddr=bind_addr bindPort=bind_port kcpBindPort=kcp_bind_port quicBindPort=quic_bind_port
            proxyBindAddr=proxy_bind_addr vhostHTTPPort=vhost_http_port vhostHTTPSPort=vhost_https_port
            webServer.port=dashboard_port allowPorts=allow_ports maxPortsPerClient=max_ports_per_client
            type=type localIP=local_ip localPort=local_port remotePort=remote_port plugin=plugin
            transport.proxyProtocolVersion=proxy_protocol_version
            """);

    private static final Set<String> COMMON = words("""
            server_addr server_port protocol tcp_mux tcp_mux_keepalive_interval authentication_method token
            authenticate_heartbeats authenticate_new_work_conns udp_packet_size includes start user log_file log_way
            log_level log_max_days disable_log_color admin_addr admin_port admin_user admin_pwd assets_dir pool_count
            dns_server login_fail_exit http_proxy tls_enable tls_cert_file tls_key_file tls_trusted_ca_file
            tls_server_name heartbeat_interval heartbeat_timeout nat_hole_stun_server connect_server_local_ip
            dial_server_timeout dial_server_keepalive disable_custom_tls_first_byte pprof_enable bind_addr bind_port
            bind_udp_port kcp_bind_port quic_bind_port proxy_bind_addr vhost_http_port vhost_https_port
            vhost_http_timeout dashboard_addr dashboard_port dashboard_user dashboard_pwd allow_ports
            max_ports_per_client max_pool_count tls_only tcp_keepalive subdomain_host custom_404_page
            enable_prometheus detailed_errors_to_client user_conn_timeout tcpmux_httpconnect_port tcpmux_passthrough
            """);

    private static final Set<String> PROXY = words("""
            type local_ip local_port remote_port plugin proxy_protocol_version use_encryption use_compression
            bandwidth_limit bandwidth_limit_mode group group_key health_check_type health_check_url
            health_check_interval_s health_check_max_failed health_check_timeout_s custom_domains subdomain locations
            host_header_rewrite http_user http_pwd route_by_http_user multiplexer sk role allow_users server_name
            bind_addr bind_port
            """);

    /** Longer names first: a name may begin another. Short ones are words too, and the same in both forms. */
    private static final Pattern NEW_NAME = Pattern.compile("\\b(?:"
            + NAMES.keySet().stream()
                    .filter(name -> name.matches(".*[A-Z.].*"))
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")\\b");

    private FrpIni() {}

    /** The keys of [common], or of a proxy, that are near known ones. Those with a prefix for maps are free. */
    static List<StrangeKey> strange(Node.Table section, boolean common) {
        Set<String> known = common ? COMMON : PROXY;
        return section.entries().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey())
                        && !entry.getKey().matches("(meta|header|plugin|oidc|quic|dashboard_tls)_.*"))
                .flatMap(entry -> NearestKey.of(entry.getKey(), known).stream()
                        .map(right -> new StrangeKey(entry.getValue().place(), entry.getKey(), right, Kind.UNKNOWN)))
                .toList();
    }

    /** The name in newer files of what is read. */
    static String newName(String name) {
        return NAMES.entrySet().stream()
                .filter(pair -> pair.getValue().equals(name))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(name);
    }

    /** A sentence with the old names of keys in place of the new ones. */
    static String inOldWords(String sentence) {
        return NEW_NAME.matcher(sentence)
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(NAMES.get(found.group()))));
    }

    static SettingReader.Keys keys(Node.Table section) {
        return path -> Optional.ofNullable(NAMES.get(path)).flatMap(section::entry);
    }

    private static Map<String, String> pairs(String text) {
        return words(text).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap((String[] pair) -> pair[0], (String[] pair) -> pair[1]));
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
    }
}
