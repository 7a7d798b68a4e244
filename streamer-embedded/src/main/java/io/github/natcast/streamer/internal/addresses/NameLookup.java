package io.github.natcast.streamer.internal.addresses;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up names. Thread-safe. */
@FunctionalInterface
public interface NameLookup {

    /** All addresses of a host, of both families. May block on the network. */
    List<InetAddress> addresses(String name) throws UnknownHostException;

    /** Asks the operating system; the JVM remembers answers as {@code networkaddress.cache.ttl} says. */
    static NameLookup system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
