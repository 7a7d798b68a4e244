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
 * public-address ADDRESS [MAPPING]
 * rule NAME [range=CIDR] [family=IPV4] [transport=UDP,TCP_SO] [type=HOST,SRFLX] [ports=10111-10115] [mid=0]
 *     [kind=video] then ACTION [ADDRESS[=MAPPING]]…
 * loopback | rewrite-origin | hide-related | drop-host-names
 * </pre>
 *
 * MAPPING is as {@link PortMappings} reads it.
 */
final class GoldenConfig {
    private GoldenConfig() {}

    static SdpRewriterBuilder read(List<String> lines) {
        SdpRewriterBuilder builder = SdpRewriter.builder();
        for (String line : lines) {
            List<String> words = Arrays.asList(line.strip().split(" +", -1));
            switch (words.get(0)) {
                case "", "#" -> {}
                case "public-address" ->
                    builder.publicAddress(
                            words.get(1), words.size() > 2 ? PortMappings.parse(words.get(2)) : PortMapping.same());
                case "rule" -> builder.rule(rule(words));
                case "loopback" -> builder.loopback(true);
                case "rewrite-origin" -> builder.rewriteOrigin(true);
                case "hide-related" -> builder.hideRelatedAddresses(true);
                case "drop-host-names" -> builder.dropHostNames(true);
                default -> throw new IllegalArgumentException("unknown instruction " + line);
            }
        }
        return builder;
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
                case "mid" -> rule.mid(pair[1]);
                case "kind" -> rule.kind(pair[1]);
                default -> throw new IllegalArgumentException("unknown matcher " + word);
            }
        }
        PublicAddress[] targets = words.subList(then + 2, words.size()).stream()
                .map(word -> word.split("=", 2))
                .map(pair ->
                        PublicAddress.of(pair[0], pair.length > 1 ? PortMappings.parse(pair[1]) : PortMapping.same()))
                .toArray(PublicAddress[]::new);
        return switch (RewriteRule.Action.valueOf(words.get(then + 1))) {
            case REPLACE -> rule.replaceWith(targets[0], Arrays.copyOfRange(targets, 1, targets.length));
            case APPEND -> rule.append(targets[0], Arrays.copyOfRange(targets, 1, targets.length));
            case DROP -> rule.drop();
            case KEEP -> rule.keep();
        };
    }

    private static <E extends Enum<E>> List<E> values(Class<E> type, String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }
}
