package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.transport.AddressText;
import io.github.natcast.streamer.internal.transport.NatReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state of NAT traversal, for {@code /healthz} and {@code /metrics}. Stateless. */
final class NatHealth {
    private NatHealth() {}

    static Map<String, Object> entry(NatReport report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(
                "stunServers", report.servers().stream().map(NatHealth::server).toList());
        report.relay().ifPresent(relay -> entry.put("turnServer", server(relay)));
        entry.put("symmetricNat", report.symmetric());
        entry.put("addressChanges", report.addressChanges());
        entry.put("checks", report.checks());
        return entry;
    }

    private static Map<String, Object> server(NatReport.Server server) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("url", server.url());
        List<String> addresses =
                server.addresses().stream().map(AddressText::of).toList();
        entry.put("addresses", addresses);
        server.failure().ifPresent(reason -> entry.put("failure", reason));
        return entry;
    }

    /** In the Prometheus text format. */
    static void metrics(NatReport report, PrometheusText text) {
        text.header("natcast_stun_server_answers", "gauge", "Whether the STUN server tells a public address.");
        for (NatReport.Server server : report.servers()) {
            text.sample(
                    "natcast_stun_server_answers",
                    Map.of("url", server.url()),
                    server.addresses().isEmpty() ? 0 : 1);
        }
        report.relay()
                .ifPresent(relay -> text.metric(
                        "natcast_turn_server_relays",
                        "gauge",
                        "Whether there is an allocation on the TURN server.",
                        relay.addresses().isEmpty() ? 0 : 1));
        text.metric(
                "natcast_nat_symmetric",
                "gauge",
                "Whether STUN servers see different public addresses.",
                report.symmetric() ? 1 : 0);
        text.metric(
                "natcast_nat_address_changes_total",
                "counter",
                "How often the NAT gave another public address.",
                report.addressChanges());
        text.metric("natcast_nat_checks_total", "counter", "Checks sent toward viewers' candidates.", report.checks());
    }
}
