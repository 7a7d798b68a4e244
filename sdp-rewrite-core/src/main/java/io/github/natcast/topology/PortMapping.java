package io.github.natcast.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The public port of each local port. Immutable; two mappings are equal when they map every port alike.
 *
 * <p>A mapping need not cover every port. A rewriting rule does not match a port that its mapping does not cover, and
 * never maps the local ports 0 ("rejected") and 9 ("none yet", RFC 8840 §4.1.1 and RFC 6544 §4.5).
 *
 * <p>For the same reason no other local port is mapped to the public port 9: a description with {@code m=video 9} says
 * that there is no port. Methods that take a single public port refuse 9; of a range or an offset, the local port
 * before it is not covered.
 */
public final class PortMapping {
    private static final int MAX_PORT = PortRange.MAX_PORT;
    private static final int NO_PORT = 9;
    private static final PortMapping NONE = new PortMapping(List.of());
    private static final PortMapping SAME = new PortMapping(List.of(new Segment(1, MAX_PORT, 1, false)));

    /** Ascending by local port, and as few as there can be. */
    private final List<Segment> segments;

    private PortMapping(List<Segment> segments) {
        this.segments = segments;
    }

    /** No local port is covered: a transport that is not forwarded. */
    public static PortMapping none() {
        return NONE;
    }

    /** The public port is the local port: 1:1 NAT, and forwards that keep the port. */
    public static PortMapping same() {
        return SAME;
    }

    /**
     * One public port, whatever the local one: a server that has a single port. The public port reaches one local port
     * only, so that within a description a rewriter maps the first one it meets and no other.
     *
     * @param publicPort 1 to 65535, but not 9
     */
    public static PortMapping fixed(int publicPort) {
        return new PortMapping(List.of(new Segment(1, MAX_PORT, publicPort(publicPort), true)));
    }

    /**
     * The public port is the local port plus {@code offset}. Local ports whose public port would not be 1 to 65535, or
     * would be 9, are not covered.
     *
     * @param offset -65534 to 65534
     */
    public static PortMapping offset(int offset) {
        if (Math.abs((long) offset) >= MAX_PORT) {
            throw new IllegalArgumentException("the port offset must be -65534 to 65534 but is " + offset);
        }
        int first = Math.max(1, 1 - offset);
        return checked(run(first, Math.min(MAX_PORT, MAX_PORT - offset), first + offset));
    }

    /**
     * As many public ports, from {@code publicFirst} on, reach the local ports {@code localFirst} to {@code localLast}.
     *
     * @param localFirst 1 to 65535
     * @param localLast {@code localFirst} to 65535
     * @param publicFirst 1 to 65535; so must be the last public port
     */
    public static PortMapping range(int localFirst, int localLast, int publicFirst) {
        port("first local port", localFirst);
        port("last local port", localLast);
        port("first public port", publicFirst);
        if (localLast < localFirst) {
            throw new IllegalArgumentException("the local ports " + localFirst + "-" + localLast + " run backwards");
        }
        port("last public port", publicFirst + localLast - localFirst);
        if (localFirst == localLast) {
            publicPort(publicFirst);
        }
        return checked(run(localFirst, localLast, publicFirst));
    }

    /**
     * Each local port with its public port; no other local port is covered.
     *
     * @param publicPortByLocalPort local ports 1 to 65535; public ports 1 to 65535, but not 9
     */
    public static PortMapping table(Map<Integer, Integer> publicPortByLocalPort) {
        if (publicPortByLocalPort.isEmpty()) {
            throw new IllegalArgumentException("the port table is empty; write PortMapping.same() to keep ports, or"
                    + " PortMapping.none() to cover none");
        }
        List<Segment> segments = new ArrayList<>();
        publicPortByLocalPort.forEach((local, mapped) -> segments.add(new Segment(
                port("local port", Objects.requireNonNull(local, "local port")),
                local,
                publicPort(Objects.requireNonNull(mapped, "public port")),
                false)));
        return checked(segments);
    }

    /**
     * What this mapping and another one cover.
     *
     * @throws IllegalArgumentException when both cover a local port, or map two local ports to one public port
     */
    public PortMapping and(PortMapping other) {
        List<Segment> both = new ArrayList<>(segments);
        both.addAll(other.segments);
        return checked(both);
    }

    /** Consecutive ports, without the one whose public port would be 9. */
    private static List<Segment> run(int localFirst, int localLast, int publicFirst) {
        List<Segment> segments = new ArrayList<>();
        int hole = localFirst + NO_PORT - publicFirst;
        if (localFirst == publicFirst || hole < localFirst || hole > localLast) {
            segments.add(new Segment(localFirst, localLast, publicFirst, false));
            return segments;
        }
        if (hole > localFirst) {
            segments.add(new Segment(localFirst, hole - 1, publicFirst, false));
        }
        if (hole < localLast) {
            segments.add(new Segment(hole + 1, localLast, NO_PORT + 1, false));
        }
        return segments;
    }

    /** Refuses contradictions and joins what continues, so that equal mappings have equal segments. */
    private static PortMapping checked(List<Segment> segments) {
        segments.sort(Comparator.comparingInt(Segment::publicFirst));
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).publicLast() >= segments.get(i).publicFirst()) {
                throw new IllegalArgumentException(
                        "public port " + segments.get(i).publicFirst() + " would reach two local ports");
            }
        }
        segments.sort(Comparator.comparingInt(Segment::localFirst));
        List<Segment> joined = new ArrayList<>();
        for (Segment segment : segments) {
            Segment before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && before.localLast >= segment.localFirst) {
                throw new IllegalArgumentException("local port " + segment.localFirst + " is mapped twice");
            }
            if (before != null && before.isContinuedBy(segment)) {
                joined.set(
                        joined.size() - 1,
                        new Segment(before.localFirst, segment.localLast, before.publicFirst, false));
            } else {
                joined.add(segment);
            }
        }
        return joined.isEmpty() ? NONE : new PortMapping(List.copyOf(joined));
    }

    /** The public port; empty when this mapping does not cover the local port. */
    public OptionalInt map(int localPort) {
        int mapped = mapOrZero(localPort);
        return mapped == 0 ? OptionalInt.empty() : OptionalInt.of(mapped);
    }

    /** As {@link #map}, but 0 when this mapping does not cover the local port; allocates nothing. */
    public int mapOrZero(int localPort) {
        int low = 0;
        int high = segments.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = segments.get(middle);
            if (localPort < segment.localFirst) {
                high = middle - 1;
            } else if (localPort > segment.localLast) {
                low = middle + 1;
            } else {
                return segment.map(localPort);
            }
        }
        return 0;
    }

    /**
     * Whether {@code count} consecutive public ports reach as many local ports from {@code localFirst} on, in order.
     */
    public boolean isContiguous(int localFirst, int count) {
        int port = localFirst;
        long last = (long) localFirst + count - 1;
        int publicFirst = mapOrZero(localFirst);
        for (Segment segment : segments) {
            if (port >= segment.localFirst && port <= segment.localLast && port <= last) {
                if (segment.map(port) - publicFirst != port - localFirst || (segment.fixed && last > localFirst)) {
                    return false;
                }
                port = segment.localLast + 1;
            }
        }
        return port > last;
    }

    /** Whether every local port has the same public one, as {@link #fixed} makes it. */
    public boolean isFixed() {
        return segments.size() == 1 && segments.get(0).fixed;
    }

    /** The local ports that this mapping covers, ascending. */
    public List<PortRange> localPorts() {
        return segments.stream()
                .map(segment -> new PortRange(segment.localFirst, segment.localLast))
                .toList();
    }

    private static int port(String what, int port) {
        return PortRange.requirePort(what, port);
    }

    private static int publicPort(int port) {
        if (port == NO_PORT) {
            throw new IllegalArgumentException("the public port must not be 9: in SDP, port 9 means that there is no"
                    + " port yet (RFC 8840 §4.1.1), so no peer would send there; forward another one");
        }
        return port("public port", port);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortMapping that && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    /** In short: {@code same}, {@code none}, {@code 10111-10115>20111-20115}, {@code any>10111}. */
    @Override
    public String toString() {
        if (equals(SAME)) {
            return "same";
        }
        StringBuilder out = new StringBuilder();
        for (Segment segment : segments) {
            out.append(out.isEmpty() ? "" : ",").append(segment);
        }
        return out.isEmpty() ? "none" : out.toString();
    }

    /** Consecutive local ports. With {@code fixed} they all share the public port. */
    private record Segment(int localFirst, int localLast, int publicFirst, boolean fixed) {
        int map(int localPort) {
            return fixed ? publicFirst : publicFirst + localPort - localFirst;
        }

        int publicLast() {
            return map(localLast);
        }

        boolean isContinuedBy(Segment next) {
            return !fixed && !next.fixed && next.localFirst == localLast + 1 && next.publicFirst == publicLast() + 1;
        }

        @Override
        public String toString() {
            if (fixed) {
                return "any>" + publicFirst;
            }
            return localFirst == localLast
                    ? localFirst + ">" + publicFirst
                    : localFirst + "-" + localLast + ">" + publicFirst + "-" + publicLast();
        }
    }
}
