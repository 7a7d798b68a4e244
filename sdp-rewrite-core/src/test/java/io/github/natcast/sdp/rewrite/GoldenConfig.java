package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PortMappings;
import io.github.natcast.topology.PublicAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the {@code rewriter.txt} of a golden case. One instruction a line:
 *
 * <pre>
 * public-address ADDRESS [MAPPING | port:PUBLIC[:LOCAL]] [both]
 * rule NAME [range=CIDR,…] [name=PATTERN,…] [peers=CIDR,…] [family=IPV4] [transport=UDP,TCP_SO] [type=HOST,SRFLX]
 *     [ports=10111-10115] [mid=0] [kind=video] [as=HOST] [preference=120] then ACTION [ADDRESS[=MAPPING][+both]]…
 * inject ADDRESS PORT [TRANSPORT]
 * peer ADDRESS
 * no-loopback | rewrite-origin | hide-related | drop-host-names | drop-uncovered
 * </pre>
 *
 * MAPPING is as {@link PortMappings} reads it; {@code both} reaches local addresses of either family.
 */
final class GoldenConfig {
    private GoldenConfig() {}

    /** The rewriter; that for the peer, where the lines name one. */
    static SdpRewriter rewriter(List<String> lines) {
        SdpRewriter rewriter = read(lines).build();
        for (String line : lines) {
            if (line.startsWith("peer ")) {
                rewriter = rewriter.forPeer(line.substring(5));
            }
        }
        return rewriter;
    }

    static SdpRewriterBuilder read(List<String> lines) {
        SdpRewriterBuilder builder = SdpRewriter.builder();
        for (String line : lines) {
            List<String> words = Arrays.asList(line.strip().split(" +", -1));
            switch (words.get(0)) {
                case "", "#", "peer" -> {}
                case "public-address" -> publicAddress(builder, words);
                case "rule" -> builder.rule(rule(words));
                case "inject" ->
                    builder.inject(
                            words.get(1),
                            Integer.parseInt(words.get(2)),
                            words.size() > 3 ? CandidateTransport.valueOf(words.get(3)) : CandidateTransport.UDP);
                case "no-loopback" -> builder.loopback(false);
                case "rewrite-origin" -> builder.rewriteOrigin(true);
                case "hide-related" -> builder.hideRelatedAddresses(true);
                case "drop-host-names" -> builder.dropHostNames(true);
                case "drop-uncovered" -> builder.dropUncovered(true);
                default -> throw new IllegalArgumentException("unknown instruction " + line);
            }
        }
        return builder;
    }

    private static void publicAddress(SdpRewriterBuilder builder, List<String> words) {
        String mapping = words.size() > 2 && !words.get(2).equals("both") ? words.get(2) : "same";
        if (mapping.startsWith("port:")) {
            String[] ports = mapping.split(":", -1);
            int publicPort = Integer.parseInt(ports[1]);
            if (ports.length > 2) {
                builder.publicAddress(words.get(1), publicPort, Integer.parseInt(ports[2]));
            } else {
                builder.publicAddress(words.get(1), publicPort);
            }
            return;
        }
        PublicAddress address = PublicAddress.of(words.get(1), PortMappings.parse(mapping));
        builder.publicAddress(words.contains("both") ? address.forBothFamilies() : address);
    }

    private static RewriteRule rule(List<String> words) {
        RewriteRuleBuilder rule = RewriteRule.named(words.get(1));
        int then = words.indexOf("then");
        for (String word : words.subList(2, then)) {
            String[] pair = word.split("=", 2);
            switch (pair[0]) {
                case "range" -> rule.ranges(pair[1].split(",", -1));
                case "family" -> rule.family(AddressFamily.valueOf(pair[1]));
                case "transport" -> {
                    CandidateTransport[] all =
                            values(CandidateTransport.class, pair[1]).toArray(CandidateTransport[]::new);
                    rule.transports(all[0], all);
                }
                case "type" -> {
                    CandidateType[] all = values(CandidateType.class, pair[1]).toArray(CandidateType[]::new);
                    rule.types(all[0], all);
                }
                case "ports" -> {
                    String[] ports = pair[1].split("-", -1);
                    rule.ports(Integer.parseInt(ports[0]), Integer.parseInt(ports[ports.length - 1]));
                }
                case "name" -> rule.hostNames(pair[1].split(",", -1));
                case "peers" -> rule.peers(pair[1].split(",", -1));
                case "as" -> rule.appendAs(CandidateType.valueOf(pair[1]));
                case "preference" -> rule.appendPreference(Integer.parseInt(pair[1]));
                case "mid" -> rule.mid(pair[1]);
                case "kind" -> rule.kind(pair[1]);
                default -> throw new IllegalArgumentException("unknown matcher " + word);
            }
        }
        PublicAddress[] targets = words.subList(then + 2, words.size()).stream()
                .map(GoldenConfig::target)
                .toArray(PublicAddress[]::new);
        return switch (RewriteRule.Action.valueOf(words.get(then + 1))) {
            case REPLACE -> rule.replaceWith(targets[0], Arrays.copyOfRange(targets, 1, targets.length));
            case APPEND -> rule.append(targets[0], Arrays.copyOfRange(targets, 1, targets.length));
            case DROP -> rule.drop();
            case KEEP -> rule.keep();
        };
    }

    private static PublicAddress target(String word) {
        String[] pair = word.replace("+both", "").split("=", 2);
        PublicAddress target =
                PublicAddress.of(pair[0], pair.length > 1 ? PortMappings.parse(pair[1]) : PortMapping.same());
        return word.endsWith("+both") ? target.forBothFamilies() : target;
    }

    private static <E extends Enum<E>> List<E> values(Class<E> type, String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }
}
