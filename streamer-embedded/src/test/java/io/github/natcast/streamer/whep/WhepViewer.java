package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.TinyPeer;
import io.github.natcast.streamer.internal.transport.TinyTcpIceClient;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A viewer that joins by WHEP and has no decoder: ICE, DTLS and SRTP are real. Confined to one thread. */
public final class WhepViewer {
    private static final int MOST_FOREIGN = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI resource;
    private final TinyViewer viewer;

    private WhepViewer(HttpClient http, URI resource, TinyViewer viewer) {
        this.http = http;
        this.resource = resource;
        this.viewer = viewer;
    }

    /** Offers video and returns once the first RTP packet has come and could be opened. */
    public static WhepViewer join(HttpClient http, URI server, DtlsIdentity identity) throws Exception {
        return join(http, server, identity, Offers.good(identity.fingerprint().toString()));
    }

    /** The same with an offer of the caller's. */
    public static WhepViewer join(HttpClient http, URI server, DtlsIdentity identity, String offer) throws Exception {
        WhepViewer joined = connect(http, server, identity, offer);
        for (int foreign = 0; foreign < MOST_FOREIGN; foreign++) {
            try {
                if (joined.viewer.nextRtp() != null) {
                    return joined;
                }
                break;
            } catch (GeneralSecurityException foreignKey) {
                // Meant for a viewer that had this port before and vanished: skipped, as browsers do.
            }
        }
        joined.leave();
        throw new IOException("no RTP packet came");
    }

    /** Returns once DTLS is done and packets can come. */
    public static WhepViewer connect(HttpClient http, URI server, DtlsIdentity identity, String offer)
            throws Exception {
        return connect(http, server, identity, offer, "udp");
    }

    /** The same to the answer's first candidate of TCP. */
    public static WhepViewer connectByTcp(HttpClient http, URI server, DtlsIdentity identity, String offer)
            throws Exception {
        return connect(http, server, identity, offer, "tcp");
    }

    private static WhepViewer connect(
            HttpClient http, URI server, DtlsIdentity identity, String offer, String transport) throws Exception {
        return connectAt(http, server.resolve("whep"), identity, offer, transport);
    }

    /** As {@link #connect}, at this endpoint. */
    public static WhepViewer connectTo(HttpClient http, URI endpoint, DtlsIdentity identity, String offer)
            throws Exception {
        return connectAt(http, endpoint, identity, offer, "udp");
    }

    private static WhepViewer connectAt(
            HttpClient http, URI endpoint, DtlsIdentity identity, String offer, String transport) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/sdp")
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(offer))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException("the offer got " + response.statusCode() + ": " + response.body());
        }
        String answer = response.body();
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(find(answer, "a=candidate:\\S+ 1 " + transport + " \\d+ \\S+ (\\d+) typ host")));
        IceCredentials remote =
                new IceCredentials(find(answer, "a=ice-ufrag:(\\S+)"), find(answer, "a=ice-pwd:(\\S+)"));
        TinyPeer peer = transport.equals("tcp")
                ? new TinyTcpIceClient(address, remote)
                : new TinyIceClient(address.getAddress(), address, remote);
        TinyViewer viewer =
                new TinyViewer(peer, identity, Fingerprint.parse(find(answer, "a=fingerprint:(\\S+ \\S+)")));
        viewer.join();
        return new WhepViewer(
                http, endpoint.resolve(response.headers().firstValue("Location").orElseThrow()), viewer);
    }

    private static String find(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
        if (!matcher.find()) {
            throw new IOException("the answer has no " + pattern + ": " + text);
        }
        return matcher.group(1);
    }

    /** The next RTP packet, still protected; null when none came in time. */
    public byte @Nullable [] nextProtected() throws InterruptedException {
        return viewer.nextProtected();
    }

    /** Leaves as a closed page does: DTLS close_notify alone. */
    public void hangUp() throws IOException {
        viewer.leave();
        viewer.close();
    }

    /** Leaves as a killed browser does: the server has to find out. */
    public void vanish() throws IOException {
        viewer.close();
    }

    public TinyViewer packets() {
        return viewer;
    }

    /** Leaves by HTTP DELETE (WHEP). */
    public void leave() throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(resource).timeout(PATIENCE).DELETE().build(),
                HttpResponse.BodyHandlers.discarding());
        viewer.close();
    }
}
