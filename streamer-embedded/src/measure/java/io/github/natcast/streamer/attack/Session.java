package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.Offers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered to a valid offer. Immutable.
 *
 * @param resource the path of the WHEP resource
 * @param udp where media and checks go; over TCP they go where the offer went
 */
record Session(String resource, InetSocketAddress udp, IceCredentials credentials, Fingerprint fingerprint) {

    /** Of everybody here: making one takes longer than an offer. */
    static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    private static final String ENDPOINT = "/whep";

    static Session offer(InetAddress from, InetSocketAddress server) throws IOException {
        Http.Answer answer = Http.offer(
                from, server, ENDPOINT, Offers.good(IDENTITY.fingerprint().toString()));
        if (answer.status() != 201) {
            throw new RefusedException(answer.status());
        }
        String sdp = answer.body();
        return new Session(
                "/" + answer.header("Location").orElseThrow(),
                candidate(sdp),
                new IceCredentials(find(sdp, "a=ice-ufrag:(\\S+)"), find(sdp, "a=ice-pwd:(\\S+)")),
                Fingerprint.parse(find(sdp, "a=fingerprint:(\\S+ \\S+)")));
    }

    /** The status that an offer was refused with. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(int status) {
            super("refused with " + status);
        }
    }

    private static InetSocketAddress candidate(String sdp) throws IOException {
        String[] addressAndPort =
                find(sdp, "a=candidate:\\S+ 1 udp \\d+ (\\S+ \\d+) typ host").split(" ", -1);
        return new InetSocketAddress(InetAddress.getByName(addressAndPort[0]), Integer.parseInt(addressAndPort[1]));
    }

    private static String find(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text);
        if (!matcher.find()) {
            throw new IOException("the answer has no " + pattern + ": " + text);
        }
        return matcher.group(1);
    }
}
