package io.github.natcast.examples.cli.deployment;

import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Deployments for tests. */
public final class Deployments {
    private Deployments() {}

    /** A GPU server behind FRP, with a TURN server beside it. */
    public static Deployment behindFrp() {
        return new Deployment(
                NetworkTopology.fromJson("""
                        {"publicAddresses": ["51.161.209.200"],
                         "localAddresses": ["192.168.1.10"],
                         "mediaPorts": "10111-10115",
                         "tunnel": "frp",
                         "tunnelDatagramBytes": 1500,
                         "forwards": [
                           {"transport": "tcp", "public": 10110, "local": 9000},
                           {"transport": "udp", "public": 10110, "local": 10110},
                           {"transport": "udp", "public": "10111-10115", "local": "10111-10115"}],
                         "iceServers": [
                           {"urls": ["turn:51.161.209.200:10110"], "username": "vtuser", "credential": "vtpass"}]}
                        """),
                List.of(),
                new Listening("0.0.0.0", 9000, "0.0.0.0", 10111, OptionalInt.empty(), Optional.empty()),
                Optional.of(new FrpClient(
                        new HostPort("51.161.209.200", 7504), Optional.empty(), Optional.empty(), true, false)),
                Optional.of(new TurnRelay(
                        new HostPort("192.168.1.10", 10110),
                        PortRange.parse("49160-49199"),
                        "natcast",
                        Optional.of(new TurnRelay.User("vtuser", "vtpass")),
                        true)),
                Optional.empty(),
                List.of());
    }
}
