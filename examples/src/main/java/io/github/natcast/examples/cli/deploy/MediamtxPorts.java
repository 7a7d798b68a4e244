package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortForward;

/** Where MediaMTX listens: its usual ports. Stateless. */
final class MediamtxPorts {
    /** Page, WHIP and WHEP. */
    static final int HTTP = 8889;

    /** For replicas. */
    static final int RTSP = 8554;

    /** Media, by UDP and TCP. */
    static final int MEDIA = 8189;

    private MediamtxPorts() {}

    static void close(ConfigText out, String... servers) {
        for (String server : servers) {
            out.line(server + ": false");
        }
    }

    static void webrtc(ConfigText out) {
        out.note("mediamtx.webrtc", HTTP, MEDIA).line("webrtc: true").line("webrtcAddress: \":" + HTTP + "\"");
        out.line("webrtcLocalUDPAddress: \":" + MEDIA + "\"");
        out.note("mediamtx.tcp").line("webrtcLocalTCPAddress: \":" + MEDIA + "\"");
    }

    /** Those that the tunnel has on the public host cannot be MediaMTX's. */
    static void requireFree(Deployment deployment) throws UserException {
        for (PortForward forward : deployment.topology().forwards()) {
            requireFree(forward, ForwardTransport.TCP, HTTP);
            requireFree(forward, ForwardTransport.TCP, RTSP);
            requireFree(forward, ForwardTransport.TCP, MEDIA);
            requireFree(forward, ForwardTransport.UDP, MEDIA);
        }
    }

    private static void requireFree(PortForward forward, ForwardTransport transport, int port) throws UserException {
        if (forward.transport() == transport && forward.publicPorts().contains(port)) {
            throw new UserException("the tunnel has " + transport.token() + " " + port
                    + " of the public host, which MediaMTX would take; forward another port, or run MediaMTX elsewhere:"
                    + " --origin HOST");
        }
    }
}
