package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A candidate that a viewer trickles: how it is read, and whether this server sends anything to it. */
final class CandidateFuzzTest extends FuzzTargetTest {
    private static final CandidateFuzzTest TARGET = new CandidateFuzzTest();

    /** {@link CheckTargets#of} with {@link CheckTargets#PUBLIC}. */
    interface Targets {
        Optional<RemoteCandidate> of(String candidate);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(text -> CheckTargets.of(text, CheckTargets.PUBLIC), input);
    }

    /** Takes 10.0.0.0/8 for public. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                text -> CheckTargets.of(
                        text,
                        address -> CheckTargets.PUBLIC.test(address)
                                || address.toString().startsWith("10.")),
                input);
    }

    private static void check(Targets targets, byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        IceCandidate candidate = IceCandidate.tryParse(text).orElse(null);
        try {
            Promise.keeps("both ways of reading agree", IceCandidate.parse(text).equals(candidate));
        } catch (SdpParseException refused) {
            Promise.keeps("both ways of reading agree", candidate == null, refused);
        }
        if (candidate != null) {
            read(candidate, text);
        }
        RemoteCandidate target = targets.of(text).orElse(null);
        if (target != null) {
            Promise.keeps("only a candidate is checked", candidate != null);
            checked(target);
        }
    }

    private static void read(IceCandidate candidate, String text) {
        Promise.keeps("the text stays", candidate.toString().equals(text), candidate);
        Promise.keeps("component", candidate.component() >= 1 && candidate.component() <= 256, candidate.component());
        Promise.keeps("port", candidate.port() >= 0 && candidate.port() <= 65_535, candidate.port());
        Promise.keeps("priority", candidate.priority() >> 32 == 0, candidate.priority());
        candidate
                .extensions()
                .forEach(extension -> Promise.keeps(
                        "extensions are parts of the text",
                        text.contains(extension.name()) && text.contains(extension.value())));
        StringBuilder again = new StringBuilder("candidate:" + candidate.foundation() + " " + candidate.component());
        again.append(" ").append(candidate.transportToken()).append(" ").append(candidate.priority());
        again.append(" ").append(candidate.address()).append(" ").append(candidate.port());
        again.append(" typ ").append(candidate.typeToken());
        IceCandidate written = IceCandidate.parse(again.toString());
        Promise.keeps(
                "the parts make the same candidate",
                written.ip().equals(candidate.ip())
                        && written.type() == candidate.type()
                        && written.transport() == candidate.transport(),
                again);
        candidate
                .ip()
                .ifPresent(ip -> Promise.keeps(
                        "an address is written as it is read",
                        IpAddress.parse(ip.toString()).orElseThrow().equals(ip),
                        ip));
    }

    /** As the JDK sees it, which is what the packets go to. */
    private static void checked(RemoteCandidate target) {
        InetAddress address = target.address().getAddress();
        Promise.keeps(
                "nobody has us probe private networks",
                !address.isSiteLocalAddress()
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress()
                        && !address.isAnyLocalAddress()
                        && !address.isMulticastAddress(),
                target);
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        Promise.keeps("nor networks of providers", !uniqueLocal && !shared, target);
        Promise.keeps("no well-known port", target.address().getPort() >= 1024, target);
        Promise.keeps("a priority of 32 bits", target.priority() >> 32 == 0, target);
    }
}
