package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.AddressText;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.BindingClient.Mapping;
import io.github.natcast.streamer.internal.transport.nat.BindingClient.StunAnswer;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines what all STUN servers report: the addresses to advertise, and whether STUN suffices for this NAT. Confined
 * to the nat thread, but for the getters and {@link #expecting}.
 */
final class StunServers {
    private static final Logger LOGGER = LoggerFactory.getLogger(StunServers.class);

    private final List<StunServer> servers;
    private final Set<StunServer> failed = new HashSet<>();
    private volatile List<Mapping> mappings = List.of();
    private volatile boolean symmetric;
    private final AtomicLong changes = new AtomicLong();

    StunServers(List<StunServer> servers) {
        this.servers = List.copyOf(servers);
    }

    long poll(long nowNanos, long latestNanos) {
        long due = latestNanos;
        for (StunServer server : servers) {
            due = server.poll(nowNanos, due);
        }
        review();
        return due;
    }

    /** The step to take on the nat thread for this response; empty when it answers no request. On any thread. */
    Optional<Step> expecting(Base to, InetSocketAddress from, StunPacket response) {
        for (StunServer server : servers) {
            Optional<BindingClient> client = server.expecting(to, from, response);
            if (client.isPresent()) {
                StunAnswer answer = StunAnswer.of(response);
                return Optional.of(nowNanos -> {
                    client.get().answered(answer, nowNanos);
                    review();
                });
            }
        }
        return Optional.empty();
    }

    /** A step for the nat thread, which passes the time. */
    interface Step {
        void at(long nowNanos);
    }

    /** Publishes and logs what has changed. */
    void review() {
        for (StunServer server : servers) {
            Optional<String> failure = server.failure();
            if (failure.isPresent() && failed.add(server)) {
                LOGGER.warn(
                        "STUN server {} is of no use now: {}; viewers do not get the public address that it"
                                + " would report, and it is asked again",
                        server.url(),
                        failure.get());
            } else if (!server.mappings().isEmpty() && failed.remove(server)) {
                LOGGER.info("STUN server {} answers", server.url());
            }
        }
        List<Mapping> all =
                servers.stream().flatMap(server -> server.mappings().stream()).toList();
        reviewMappings(all);
        reviewAddresses(firstOfEachBase(all));
    }

    private void reviewAddresses(List<Mapping> current) {
        if (current.equals(mappings)) {
            return;
        }
        if (mappings.stream().anyMatch(before -> isReplaced(before, current))) {
            changes.incrementAndGet();
            LOGGER.info(
                    "the NAT gave the media port another public address: it was {} and is {}; answers carry it from"
                            + " now on",
                    mapped(mappings),
                    mapped(current));
        }
        LOGGER.debug("server-reflexive addresses: {}", current);
        mappings = current;
    }

    private static List<String> mapped(List<Mapping> mappings) {
        return mappings.stream()
                .map(mapping -> AddressText.of(mapping.mapped()))
                .distinct()
                .toList();
    }

    private static boolean isReplaced(Mapping before, List<Mapping> current) {
        return current.stream()
                .anyMatch(
                        now -> now.base().equals(before.base()) && !now.mapped().equals(before.mapped()));
    }

    /** With endpoint-independent mapping (RFC 4787 §4.1) all servers see the same address of one base. */
    private void reviewMappings(List<Mapping> all) {
        Map<InetSocketAddress, InetSocketAddress> first = new HashMap<>();
        boolean dependent = false;
        for (Mapping address : all) {
            InetSocketAddress other = first.putIfAbsent(address.base(), address.mapped());
            dependent |= other != null && !other.equals(address.mapped());
        }
        if (dependent && !symmetric) {
            LOGGER.warn("the NAT gives the media port another public address for each destination (a symmetric NAT):"
                    + " most viewers behind a NAT cannot be reached directly; forward the port, or use a TURN server");
        }
        symmetric = dependent;
    }

    /** The first server that answers decides for a base: it has one server-reflexive candidate. */
    private static List<Mapping> firstOfEachBase(List<Mapping> all) {
        Map<InetSocketAddress, Mapping> first = new LinkedHashMap<>();
        all.forEach(address -> first.putIfAbsent(address.base(), address));
        return List.copyOf(first.values());
    }

    /** One mapping for each base that a server answered. On any thread. */
    List<Mapping> mappings() {
        return mappings;
    }

    /** Whether the mapping depends on the destination. On any thread. */
    boolean isSymmetric() {
        return symmetric;
    }

    /** How often an address changed after it was published. On any thread. */
    long changes() {
        return changes.get();
    }

    /** Whether waiting is over: there is a mapping, or every server has failed. On any thread. */
    boolean isSettled() {
        return !mappings.isEmpty()
                || servers.stream().allMatch(server -> server.failure().isPresent());
    }

    List<StunServer> servers() {
        return servers;
    }
}
