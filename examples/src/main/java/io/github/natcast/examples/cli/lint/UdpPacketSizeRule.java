package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.FrpEnd;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.topology.ForwardTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Both ends cut datagrams at one length, and not below what media need. */
final class UdpPacketSizeRule implements Rule {
    /** An RTP packet of 1200 bytes with header extensions and SRTP tag, or a DTLS flight, with room to spare. */
    static final int ENOUGH_BYTES = 1400;

    @Override
    public void examine(LintedFiles files, Findings findings) {
        List<FrpcFile> clients = files.frpc().stream()
                .filter(file -> !file.proxies(ForwardTransport.UDP).isEmpty())
                .toList();
        List<FrpEnd> ends = new ArrayList<>(clients.stream().map(FrpcFile::end).toList());
        if (!clients.isEmpty() || files.frpc().isEmpty()) {
            ends.addAll(files.frps().stream().map(FrpsFile::end).toList());
        }
        List<Setting<Integer>> small = ends.stream()
                .flatMap(end -> end.udpPacketSize().stream())
                .filter(size -> size.value() < ENOUGH_BYTES)
                .toList();
        small.forEach(size -> findings.add(LintCode.UDP_PACKET_SIZE_SMALL, size.place(), size.value(), ENOUGH_BYTES));
        if (small.isEmpty()) {
            clients.forEach(client -> files.frps().forEach(server -> compare(client.end(), server.end(), findings)));
            OptionalInt known = files.deployment().stream()
                    .mapToInt(it -> it.topology().tunnelDatagramBytes().orElse(0))
                    .filter(bytes -> bytes > 0)
                    .findFirst();
            if (known.isPresent() && agree(ends)) {
                ends.stream().limit(1).forEach(end -> compare(end, known.getAsInt(), findings));
            }
        }
    }

    private static boolean agree(List<FrpEnd> ends) {
        return ends.stream()
                        .flatMap(end -> end.udpPacketSize().stream())
                        .map(Setting::value)
                        .distinct()
                        .count()
                == 1;
    }

    private static void compare(FrpEnd client, FrpEnd server, Findings findings) {
        Optional<Setting<Integer>> own = client.udpPacketSize();
        Optional<Setting<Integer>> other = server.udpPacketSize();
        if (own.isPresent()
                && other.isPresent()
                && !own.get().value().equals(other.get().value())) {
            boolean blameServer = other.get().written() && !own.get().written();
            Setting<Integer> blamed = blameServer ? other.get() : own.get();
            Setting<Integer> right = blameServer ? own.get() : other.get();
            findings.add(
                    LintCode.UDP_PACKET_SIZE_DIFFERS, blamed.place(), blamed.value(), right.value(), right.place());
        }
    }

    private static void compare(FrpEnd end, int known, Findings findings) {
        end.udpPacketSize()
                .filter(size -> size.value() != known)
                .ifPresent(size -> findings.addVariant(
                        LintCode.UDP_PACKET_SIZE_DIFFERS, "deployment", size.place(), size.value(), known));
    }
}
