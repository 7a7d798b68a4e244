package io.github.natcast.streamer.internal.signaling.netty;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Collectors;

/** Explains in one sentence why the server cannot listen on an address. */
final class BindFailure {
    private BindFailure() {}

    /** @param purpose HTTP or ICE-TCP */
    static BindException explain(InetSocketAddress address, String purpose, Exception cause) {
        BindException explained = new BindException(sentence(address, purpose, cause));
        explained.initCause(cause);
        return explained;
    }

    private static String sentence(InetSocketAddress address, String purpose, Exception cause) {
        String where = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        try {
            if (address.isUnresolved()) {
                return purpose + " address " + where + " is not an address of this host: no such name";
            }
            InetAddress ip = address.getAddress();
            if (!ip.isAnyLocalAddress() && NetworkInterface.getByInetAddress(ip) == null) {
                return purpose + " address " + where + " is not an address of this host; it has " + ownAddresses();
            }
        } catch (SocketException unknown) {
            cause.addSuppressed(unknown);
        }
        String said = String.valueOf(cause.getMessage());
        if (said.contains("in use")) {
            return purpose + " port " + address.getPort() + " on " + where
                    + " is in use by another program; end that program or choose another port";
        }
        return "cannot listen for " + purpose + " on " + where + " port " + address.getPort() + ": " + said;
    }

    private static String ownAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .collect(Collectors.joining(", "));
    }
}
