package io.github.natcast.examples.cli.verify;

import io.github.natcast.streamer.probe.IceCredentials;
import io.github.natcast.streamer.probe.IceProbe;
import io.github.natcast.streamer.probe.ProbeException;
import io.github.natcast.topology.ForwardTransport;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Attempts to reach a port in such a way that only the right server can answer. */
final class Reaching {
    /** A server takes who offers and sends no check for 3 s for a viewer that sees nothing, and complains. */
    static final Duration LONGEST_ICE = Duration.ofMillis(2500);

    private Reaching() {}

    /** Asks by HTTP which natcast is there. */
    static Reached http(HttpCall call, String nonce, Duration patience) {
        try {
            return TestedServer.proof(call, nonce, patience)
                    .map(Reached::proved)
                    .orElseGet(() -> Reached.of(Reached.Kind.OTHER));
        } catch (SocketTimeoutException e) {
            return Reached.of(Reached.Kind.SILENT);
        } catch (ConnectException e) {
            return Reached.of(Reached.Kind.REFUSED);
        } catch (EOFException | SocketException e) {
            return Reached.of(isUnreachable(e) ? Reached.Kind.SILENT : Reached.Kind.CLOSED);
        } catch (IOException e) {
            return Reached.of(isUnreachable(e) ? Reached.Kind.SILENT : Reached.Kind.OTHER);
        }
    }

    /** Sends connectivity checks, by UDP or by TCP. */
    static Reached ice(ForwardTransport transport, InetSocketAddress to, IceCredentials with, Duration patience) {
        Duration within = patience.compareTo(LONGEST_ICE) > 0 ? LONGEST_ICE : patience;
        try {
            return Reached.proved(
                    transport == ForwardTransport.TCP
                            ? IceProbe.checkByTcp(to, with, within).toString()
                            : byUdp(to, with, within).toString());
        } catch (ProbeException e) {
            return Reached.of(e.errorCode() == 0 ? Reached.Kind.SILENT : Reached.Kind.OTHER);
        } catch (ConnectException e) {
            return Reached.of(Reached.Kind.REFUSED);
        } catch (SocketTimeoutException e) {
            return Reached.of(Reached.Kind.SILENT);
        } catch (EOFException | SocketException e) {
            return Reached.of(isUnreachable(e) ? Reached.Kind.SILENT : Reached.Kind.CLOSED);
        } catch (IOException e) {
            return Reached.of(
                    transport == ForwardTransport.UDP || isUnreachable(e) ? Reached.Kind.SILENT : Reached.Kind.OTHER);
        }
    }

    private static InetSocketAddress byUdp(InetSocketAddress to, IceCredentials with, Duration patience)
            throws IOException {
        try (IceProbe probe = IceProbe.open(Hosts.wildcard(to.getAddress()), patience)) {
            return probe.check(to, with);
        }
    }

    private static boolean isUnreachable(IOException e) {
        return e instanceof NoRouteToHostException
                || String.valueOf(e.getMessage()).contains("unreachable");
    }
}
