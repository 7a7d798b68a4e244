package io.github.natcast.topology;

/**
 * Ports in a row.
 *
 * @param first 1 to 65535
 * @param last {@code first} to 65535
 */
public record PortRange(int first, int last) {
    private static final int MAX_PORT = 65535;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException when a port is out of range or the range runs backwards
     */
    public PortRange {
        if (first < 1 || last > MAX_PORT) {
            throw new IllegalArgumentException("ports must be 1 to 65535 but are " + first + "-" + last);
        }
        if (last < first) {
            throw new IllegalArgumentException("the ports " + first + "-" + last + " run backwards");
        }
    }

    /** The range of one port. */
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

    /** How many ports. */
    public int size() {
        return last - first + 1;
    }

    /** Whether the port is one of these. */
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
