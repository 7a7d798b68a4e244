package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A viewer without a decoder, by WHEP: ICE, DTLS and SRTP are real, the pictures are not looked at. */
public final class WhepViewer {
    private static final int MOST_FOREIGN = 500;

    private final HttpClient http;
    private final URI resource;
    private final TinyViewer viewer;

    private WhepViewer(HttpClient http, URI resource, TinyViewer viewer) {
        this.http = http;
        this.resource = resource;
        this.viewer = viewer;
    }

    /** Returns when the first RTP packet came and could be opened. */
    public static WhepViewer join(HttpClient http, URI server, DtlsIdentity identity) throws Exception {
        return join(http, server, identity, Offers.good(identity.fingerprint().toString()));
    }

    static WhepViewer join(HttpClient http, URI server, DtlsIdentity identity, String offer) throws Exception {
        WhepViewer joined = connect(http, server, identity, offer);
        for (int foreign = 0; foreign < MOST_FOREIGN; foreign++) {
            try {
                if (joined.viewer.nextRtp() != null) {
                    return joined;
                }
                break;
            } catch (GeneralSecurityException foreignKey) {
                // For somebody who had this port before and vanished: passed over, as browsers do.
            }
        }
        joined.leave();
        throw new IOException("no RTP packet came");
    }

    /** Returns when packets can come. */
    public static WhepViewer connect(HttpClient http, URI server, DtlsIdentity identity, String offer)
            throws Exception {
        URI endpoint = server.resolve("whep");
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/sdp")
                        .POST(HttpRequest.BodyPublishers.ofString(offer))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException("the offer got " + response.statusCode() + ": " + response.body());
        }
        String answer = response.body();
        TinyViewer viewer = new TinyViewer(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        Integer.parseInt(find(answer, "a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+) typ host"))),
                new IceCredentials(find(answer, "a=ice-ufrag:(\\S+)"), find(answer, "a=ice-pwd:(\\S+)")),
                identity,
                Fingerprint.parse(find(answer, "a=fingerprint:(\\S+ \\S+)")));
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

    /** The next RTP packet as it came; null when none came in time. */
    byte @Nullable [] nextProtected() throws InterruptedException {
        return viewer.nextProtected();
    }

    /** As a page does that is closed: DTLS close_notify alone. */
    void hangUp() throws IOException {
        viewer.leave();
        viewer.close();
    }

    /** As a killed browser: the server has to find out. */
    void vanish() throws IOException {
        viewer.close();
    }

    public TinyViewer packets() {
        return viewer;
    }

    /** By DELETE, as WHEP has it. */
    public void leave() throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(resource).DELETE().build(), HttpResponse.BodyHandlers.discarding());
        viewer.close();
    }
}
