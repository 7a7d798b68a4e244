package io.github.natcast.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The public port of each local port. Immutable.
 *
 * <p>A mapping need not cover every port. A rewriting rule does not match a port that its mapping does not cover, and
 * never maps the ports 0 ("rejected") and 9 ("none yet", RFC 8840 §4.1.1 and RFC 6544 §4.5).
 */
public final class PortMapping {
    private static final int MAX_PORT = PortRange.MAX_PORT;
    private static final PortMapping SAME = new PortMapping(List.of(new Segment(1, MAX_PORT, 1, false)));

    private final List<Segment> segments;

    private PortMapping(List<Segment> segments) {
        this.segments = segments;
    }

    /** The public port is the local port: 1:1 NAT, and forwards that keep the port. */
    public static PortMapping same() {
        return SAME;
    }

    /**
     * One public port reaches every local port: a server that has a single port.
     *
     * @param publicPort 1 to 65535
     */
    public static PortMapping fixed(int publicPort) {
        return new PortMapping(List.of(new Segment(1, MAX_PORT, port("public port", publicPort), true)));
    }

    /**
     * The public port is the local port plus {@code offset}. Local ports whose public port would not be 1 to 65535 are
     * not covered.
     *
     * @param offset -65534 to 65534
     */
    public static PortMapping offset(int offset) {
        if (Math.abs((long) offset) >= MAX_PORT) {
            throw new IllegalArgumentException("the port offset must be -65534 to 65534 but is " + offset);
        }
        int first = Math.max(1, 1 - offset);
        return new PortMapping(
                List.of(new Segment(first, Math.min(MAX_PORT, MAX_PORT - offset), first + offset, false)));
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
        return new PortMapping(List.of(new Segment(localFirst, localLast, publicFirst, false)));
    }

    /** Each local port with its public port; no other local port is covered. */
    public static PortMapping table(Map<Integer, Integer> publicPortByLocalPort) {
        if (publicPortByLocalPort.isEmpty()) {
            throw new IllegalArgumentException("the port table is empty; write PortMapping.same() to keep ports");
        }
        List<Segment> segments = new ArrayList<>();
        publicPortByLocalPort.forEach((local, mapped) ->
                segments.add(new Segment(port("local port", local), local, port("public port", mapped), false)));
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

    private static PortMapping checked(List<Segment> segments) {
        segments.sort(Comparator.comparingInt(Segment::publicFirst));
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).publicLast() >= segments.get(i).publicFirst()) {
                throw new IllegalArgumentException(
                        "public port " + segments.get(i).publicFirst() + " would reach two local ports");
            }
        }
        segments.sort(Comparator.comparingInt(Segment::localFirst));
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).localLast() >= segments.get(i).localFirst()) {
                throw new IllegalArgumentException(
                        "local port " + segments.get(i).localFirst() + " is mapped twice");
            }
        }
        return new PortMapping(List.copyOf(segments));
    }

    /** The public port; empty when this mapping does not cover the local port. */
    public OptionalInt map(int localPort) {
        int mapped = mapOrZero(localPort);
        return mapped == 0 ? OptionalInt.empty() : OptionalInt.of(mapped);
    }

    /** As {@link #map}, but 0 when this mapping does not cover the local port; allocates nothing. */
    public int mapOrZero(int localPort) {
        for (Segment segment : segments) {
            if (localPort >= segment.localFirst && localPort <= segment.localLast) {
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

    /** The local ports that this mapping covers, ascending. */
    public List<PortRange> localPorts() {
        return segments.stream()
                .map(segment -> new PortRange(segment.localFirst, segment.localLast))
                .toList();
    }

    private static int port(String what, int port) {
        return PortRange.requirePort(what, port);
    }

    /** In short: {@code same}, {@code 10111-10115>20111-20115}, {@code any>10111}. */
    @Override
    public String toString() {
        if (this == SAME) {
            return "same";
        }
        StringBuilder out = new StringBuilder();
        for (Segment segment : segments) {
            out.append(out.isEmpty() ? "" : ",").append(segment);
        }
        return out.toString();
    }

    /** Consecutive local ports. With {@code fixed} they all share the public port. */
    private record Segment(int localFirst, int localLast, int publicFirst, boolean fixed) {
        int map(int localPort) {
            return fixed ? publicFirst : publicFirst + localPort - localFirst;
        }

        int publicLast() {
            return map(localLast);
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
