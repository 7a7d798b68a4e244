package io.github.natcast.sdp.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes rule sets in the language of {@link GoldenConfig}, so that one that breaks a promise can be printed, shortened
 * and kept as a case. Confined to one test.
 */
final class RandomRules {
    private static final List<String> RANGES = List.of(
            "192.168.0.0/16",
            "192.168.1.10",
            "10.0.0.0/8",
            "172.16.0.0/12,fd00::/8",
            "172.17.0.0/16",
            "100.64.0.0/10",
            "0.0.0.0",
            "::",
            "0.0.0.0/0",
            "::/0",
            "0.0.0.0/0,::/0",
            "127.0.0.0/8,::1",
            "fe80::/10",
            "203.0.113.0/24");
    private static final List<String> PUBLIC = List.of(
            "51.161.209.200",
            "51.161.209.200",
            "51.161.209.201",
            "2001:db8:ffff::10",
            "2001:db8:ffff::10",
            "203.0.113.7",
            "10.9.9.9");
    private static final List<String> MAPPINGS = List.of(
            "same",
            "same",
            "fixed:10111",
            "offset:1000",
            "offset:-3",
            "range:5000-5009:30000",
            "table:5004:20004,5005:20005,5006:20010",
            "table:5004:20004,5005:70");
    private static final List<String> TRANSPORTS =
            List.of("UDP", "UDP", "TCP_ACTIVE", "TCP_PASSIVE,TCP_SO", "OTHER", "UDP,TCP_PASSIVE,TCP_ACTIVE");
    private static final List<String> TYPES = List.of("HOST", "HOST,SRFLX", "SRFLX,PRFLX,RELAY", "RELAY");
    private static final List<String> PORTS = List.of("1-6000", "5004", "5005", "5000-5005", "5006-65535", "9");
    private static final List<String> PEERS = List.of("192.168.0.0/16", "198.51.100.0/24,fd00::/8");
    private static final List<String> OPTIONS = List.of(
            "no-loopback",
            "rewrite-origin",
            "hide-related",
            "hide-related",
            "drop-host-names",
            "drop-uncovered",
            "inject 51.161.209.200 8443",
            "inject 2001:db8:ffff::10 5004 TCP_PASSIVE",
            "peer 192.168.1.77",
            "peer 198.51.100.7");

    private final Random random;

    RandomRules(Random random) {
        this.random = random;
    }

    /** The lines of a rule set; it may be one that is refused. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int rules = random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            lines.add(rule("r" + i));
        }
        int addresses = random.nextInt(rules == 0 ? 1 : 0, 4);
        for (int i = 0; i < addresses; i++) {
            String mapping = switch (random.nextInt(6)) {
                case 0 -> "port:10111";
                case 1 -> "port:10111:5004";
                default -> pick(MAPPINGS) + (random.nextInt(4) == 0 ? " both" : "");
            };
            lines.add("public-address " + pick(PUBLIC) + " " + mapping);
        }
        while (random.nextInt(2) == 0) {
            lines.add(pick(OPTIONS));
        }
        return lines;
    }

    private String rule(String name) {
        StringBuilder rule = new StringBuilder("rule ").append(name);
        maybe(rule, 2, " range=", RANGES);
        maybe(rule, 10, " name=", List.of("*.local", "host.example.com"));
        maybe(rule, 10, " family=", List.of("IPV4", "IPV6"));
        maybe(rule, 4, " transport=", TRANSPORTS);
        maybe(rule, 5, " ports=", PORTS);
        maybe(rule, 6, " mid=", List.of("0", "1"));
        maybe(rule, 6, " kind=", List.of("video", "audio"));
        maybe(rule, 12, " peers=", PEERS);
        switch (random.nextInt(6)) {
            case 0 -> rule.append(maybe(" type=", TYPES)).append(" then DROP");
            case 1 -> rule.append(maybe(" type=", TYPES)).append(" then KEEP");
            case 2, 3 -> {
                maybe(rule, 5, " as=", List.of("HOST", "SRFLX"));
                maybe(rule, 8, " preference=", List.of("0", "90", "126"));
                rule.append(" then APPEND").append(targets());
            }
            default ->
                rule.append(maybe(" type=", TYPES)).append(" then REPLACE").append(targets());
        }
        return rule.toString();
    }

    private String targets() {
        StringBuilder targets = new StringBuilder();
        do {
            targets.append(' ').append(pick(PUBLIC));
            if (random.nextBoolean()) {
                targets.append('=').append(pick(MAPPINGS));
            }
            if (random.nextInt(6) == 0) {
                targets.append("+both");
            }
        } while (random.nextInt(3) == 0);
        return targets.toString();
    }

    private String maybe(String word, List<String> choices) {
        return random.nextInt(4) == 0 ? word + pick(choices) : "";
    }

    private void maybe(StringBuilder rule, int oneIn, String word, List<String> choices) {
        if (random.nextInt(oneIn) == 0) {
            rule.append(word).append(pick(choices));
        }
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
