package io.github.natcast.examples.cli.deploy;

import java.util.List;

/** What a service that only speaks with the network does not need of a host. Stateless. */
final class SystemdHardening {
    private static final List<String> LINES = List.of(
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "PrivateTmp=yes",
            "ProtectClock=yes",
            "ProtectControlGroups=yes",
            "ProtectHostname=yes",
            "ProtectKernelLogs=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelTunables=yes",
            "ProtectProc=invisible",
            "LockPersonality=yes",
            "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
            "RestrictNamespaces=yes",
            "RestrictRealtime=yes",
            "RestrictSUIDSGID=yes",
            "SystemCallArchitectures=native",
            "SystemCallFilter=@system-service",
            "SystemCallErrorNumber=EPERM");

    private SystemdHardening() {}

    /**
     * @param lowPort whether it listens on a port below 1024
     * @param homes whether it reads files in somebody's home
     */
    static void write(ConfigText out, boolean lowPort, boolean homes) {
        out.note("systemd.hardened");
        LINES.forEach(out::line);
        out.line("ProtectHome=" + (homes ? "read-only" : "yes"));
        if (lowPort) {
            out.note("systemd.low").line("AmbientCapabilities=CAP_NET_BIND_SERVICE");
        }
        out.line("CapabilityBoundingSet=" + (lowPort ? "CAP_NET_BIND_SERVICE" : ""));
    }
}
