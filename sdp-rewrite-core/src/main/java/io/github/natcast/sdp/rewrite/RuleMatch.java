package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule matches; see {@link RewriteRuleBuilder}. Immutable. */
record RuleMatch(
        String name,
        List<AddressRange> ranges,
        RangeSet rangeSet,
        Set<String> hostNames,
        EnumSet<CandidateTransport> transports,
        EnumSet<CandidateType> types,
        int firstPort,
        int lastPort,
        Set<String> mids,
        Set<String> kinds,
        List<AddressRange> peers) {

    static RuleMatch of(RewriteRuleBuilder builder, RewriteRule.Action action) {
        List<AddressRange> ranges = builder.effectiveRanges();
        return new RuleMatch(
                builder.name,
                ranges,
                new RangeSet(ranges),
                Set.copyOf(builder.hostNames),
                builder.transports(action),
                builder.types(action),
                builder.firstPort,
                builder.lastPort,
                Set.copyOf(builder.mids),
                Set.copyOf(builder.kinds),
                builder.peers);
    }

    /** The first thing that does not match; null when all does. In the order of {@link Reason}. */
    @Nullable
    Reason mismatch(Subject subject) {
        if (!covers(subject)) {
            return subject.hostName == null ? Reason.ADDRESS_NOT_COVERED : Reason.HOST_NAME;
        }
        if (!types.contains(subject.type)) {
            return Reason.TYPE_NOT_COVERED;
        }
        if (!transports.contains(subject.transport)) {
            return Reason.TRANSPORT_NOT_COVERED;
        }
        if (!matchesSection(subject.section)) {
            return Reason.SECTION_NOT_COVERED;
        }
        return subject.port != 0 && (subject.port < firstPort || subject.port > lastPort)
                ? Reason.PORT_NOT_COVERED
                : null;
    }

    boolean covers(Subject subject) {
        if (subject.address != null) {
            return rangeSet.contains(subject.address);
        }
        String name = subject.hostName;
        return name != null && hostNames.stream().anyMatch(pattern -> HostNamePattern.matches(pattern, name));
    }

    private boolean matchesSection(@Nullable Section section) {
        if (mids.isEmpty() && kinds.isEmpty()) {
            return true;
        }
        return section != null
                && (mids.isEmpty() || mids.contains(section.mid()))
                && (kinds.isEmpty() || kinds.contains(section.kind()));
    }

    /** In words, without what matches by default. */
    String described(RewriteRule.Action action) {
        RewriteRuleBuilder defaults = new RewriteRuleBuilder(name);
        StringBuilder out = new StringBuilder();
        if (!ranges.equals(defaults.effectiveRanges())) {
            append(out, "", ranges);
        }
        append(out, "host names ", hostNames.stream().sorted().toList());
        if (!transports.equals(defaults.transports(action))) {
            append(out, "", List.copyOf(transports));
        }
        if (!types.equals(defaults.types(action))) {
            append(out, "", List.copyOf(types));
        }
        if (firstPort != 1 || lastPort != 65535) {
            out.append(" ports ").append(firstPort).append('-').append(lastPort);
        }
        append(out, "mid ", mids.stream().sorted().toList());
        append(out, "kind ", kinds.stream().sorted().toList());
        append(out, "peers ", peers);
        return out.toString();
    }

    private static void append(StringBuilder out, String what, List<?> values) {
        String separator = " " + what;
        for (Object value : values) {
            out.append(separator).append(value);
            separator = ",";
        }
    }
}
