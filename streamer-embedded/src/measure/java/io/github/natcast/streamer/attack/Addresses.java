package io.github.natcast.streamer.attack;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who comes from where. In a network of its own (see {@link OwnNetwork}) everybody has an address of the Internet, so
 * that limits per address count as they do there; else everybody has one of 127/8, which a server may take for clients
 * of one tunnel. Immutable.
 *
 * @param first the first number of all addresses
 * @param second the second one
 */
record Addresses(int first, int second) {
    private static final int HOSTS = 250;

    /** Those of RFC 2544, which no network of a machine has. */
    static Addresses here() {
        return OwnNetwork.isInside() ? new Addresses(198, 18) : new Addresses(127, 18);
    }

    /** Where the server listens. */
    InetAddress server() {
        return of(0, 0);
    }

    /** The one attacker of most attacks. */
    InetAddress attacker() {
        return attacker(0);
    }

    /** One of 250 attackers. */
    InetAddress attacker(int number) {
        return of(1, number);
    }

    /** One of 250 who join beside the attack. */
    InetAddress joiner(int number) {
        return of(2, number);
    }

    InetAddress watcher(int number) {
        return of(3, number);
    }

    /** One of 62,500 of whom a swarm is made. */
    InetAddress guest(int number) {
        return of(4 + number / HOSTS % HOSTS, number);
    }

    private InetAddress of(int third, int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) first, (byte) second, (byte) third, (byte) (1 + number % HOSTS)});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
