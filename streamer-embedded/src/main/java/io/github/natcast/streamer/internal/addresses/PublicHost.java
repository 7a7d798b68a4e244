package io.github.natcast.streamer.internal.addresses;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where browsers reach the media port: an address, or a name whose addresses are looked up. Immutable. */
public sealed interface PublicHost {

    /**
     * The public addresses of this host.
     *
     * @param resolve says what a name stands for; nothing when that is not known
     */
    List<PublicAddress> addresses(Function<String, List<IpAddress>> resolve);

    /** An address that stays. */
    record Literal(PublicAddress address) implements PublicHost {
        @Override
        public List<PublicAddress> addresses(Function<String, List<IpAddress>> resolve) {
            return List.of(address);
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * A name that may stand for other addresses tomorrow.
     *
     * @param name in ASCII, without a dot at its end
     * @param udp how the public port follows from the local one
     * @param tcp likewise
     */
    record Named(String name, PortMapping udp, PortMapping tcp) implements PublicHost {

        @Override
        public List<PublicAddress> addresses(Function<String, List<IpAddress>> resolve) {
            return resolve.apply(name).stream()
                    .map(address -> new PublicAddress(address, udp, tcp))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** RFC 1123 §2.1, and the underscore that some networks use. */
    Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?" + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /** Whoever ends a name in a number means an address; no top-level domain is one (RFC 3696 §2). */
    Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    /**
     * Reads an IPv4 or IPv6 literal or a name.
     *
     * @param port the public UDP port; empty where it is the local one
     * @throws IllegalArgumentException when it is neither, or an address that no peer can reach
     */
    static PublicHost parse(String text, OptionalInt port) {
        if (text.contains(":") || IpAddress.parse(text).isPresent()) {
            return new Literal(port.isPresent() ? PublicAddress.of(text, port.getAsInt()) : PublicAddress.of(text));
        }
        String name = ascii(text);
        if (!NAME.matcher(name).matches() || ENDS_IN_NUMBER.matcher(name).matches()) {
            throw new IllegalArgumentException("the public address \"" + text
                    + "\" is neither an address nor a host name; write it as 203.0.113.7, 2001:db8::7 or"
                    + " media.example.org");
        }
        return port.isPresent()
                ? new Named(name, PortMapping.fixed(port.getAsInt()), PortMapping.none())
                : new Named(name, PortMapping.same(), PortMapping.same());
    }

    /** Whether {@link PublicAddress} takes it: not one of a link, nor a reserved one. */
    static boolean isReachable(IpAddress address) {
        try {
            PublicAddress.of(address.toString());
            return true;
        } catch (IllegalArgumentException unreachable) {
            return false;
        }
    }

    private static String ascii(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notIdn) {
            return "";
        }
    }
}
