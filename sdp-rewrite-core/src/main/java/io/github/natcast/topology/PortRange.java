package io.github.natcast.topology;

/**
 * Consecutive ports.
 *
 * @param first 1 to 65535
 * @param last {@code first} to 65535
 */
public record PortRange(int first, int last) {
    static final int MAX_PORT = 65535;

    /** @throws IllegalArgumentException when a port is out of range or the range runs backwards */
    public PortRange {
        requirePort(first == last ? "port" : "first port", first);
        requirePort("last port", last);
        if (last < first) {
            throw new IllegalArgumentException(
                    "the ports " + first + "-" + last + " run backwards; write " + last + "-" + first);
        }
    }

    /**
     * The range of one port.
     *
     * @throws IllegalArgumentException when the port is not 1 to 65535
     */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    /**
     * Reads {@code 10111} or {@code 10111-10115}.
     *
     * @throws IllegalArgumentException when {@code text} is neither
     */
    public static PortRange parse(String text) {
        if (!text.matches("[0-9]{1,5}(?:-[0-9]{1,5})?")) {
            throw new IllegalArgumentException(
                    "expected a port such as 10111 or ports such as 10111-10115 but found \"" + text + "\"");
        }
        int dash = text.indexOf('-');
        return dash < 0
                ? of(Integer.parseInt(text))
                : new PortRange(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    /** Returns the port, or throws and names it {@code what}. */
    static int requirePort(String what, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("the " + what + " must be 1 to " + MAX_PORT + " but is " + port);
        }
        return port;
    }

    /** The number of ports. */
    public int size() {
        return last - first + 1;
    }

    /** Whether the port is in the range. */
    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    /** Whether the ranges share a port. */
    public boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    /** {@code 10111} or {@code 10111-10115}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
