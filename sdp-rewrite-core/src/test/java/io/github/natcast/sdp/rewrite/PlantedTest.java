package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Secrets and private addresses that are planted anywhere in random texts: no secret or address is in the masked
 * result, each address is in {@link RewriteResult#privateLeft()}.
 */
class PlantedTest {
    private static final int TEXTS = Integer.getInteger("planted.texts", 3_000);

    /** Where a secret may stand: {@code #}. */
    private static final List<String> SECRET_LINES = List.of(
            "k=clear:#",
            "k=#",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:#|2^20|1:4",
            "a=acap:1 crypto:1 AES_CM_128_HMAC_SHA1_80 inline:#",
            "a=key-mgmt:mikey #",
            "a=ice-ufrag:#",
            "a=ice-pwd:#",
            "a=ice-pwd: #",
            "A = ice-pwd : #",
            "ice-pwd:#",
            "a=identity:#",
            "a=x-auth-token:one #",
            "a=alt:1 1 : user # 192.168.1.10 5004",
            "a=candidate:1 1 udp 9 192.168.1.10 5004 typ host ufrag # generation 0",
            "candidate:1 1 udp 9 192.168.1.10 5004 typ host pwd # generation 0",
            "a=candidate:1 1 udp 9 192.168.1.10 5004 typ host password one two #",
            "a=control:rtsp://#@192.168.1.10:554/1",
            "a=control:rtsp://u:#@192.168.1.10:554/1",
            "u=https://example.com/?session=#",
            "a=fmtp:96 ISMACrypKey=#;mode=x",
            "{\"type\":\"answer\",\"sdp\":\"v=0\\r\\na=ice-pwd:#\\r\\n\"}",
            "e=#@example.com",
            "p=#",
            "i=#",
            "s=#",
            "o=# 1 1 IN IP4 0.0.0.0",
            "a=ssrc:1 cname:#@10.0.0.1",
            "c=IN IP4 #.example.com",
            "a=x:#.local",
            "a=candidate:1 1 udp 9 #.example.com 5004 typ host",
            "a=candidate:1 1 udp 9 #.local 5004 typ host");

    private static final List<String> ADDRESS_LINES = List.of(
            "o=- 1 1 IN IP6 #",
            "c=IN IP6 #",
            "i=camera at #.",
            "s=#",
            "u=http://[#]:80/",
            "e=me@#",
            "b=#",
            "a=x-ip:#",
            "a=ssrc:1 cname:#",
            "a=ssrc:1 cname:me@#",
            "a=control:rtsp://u:pw@[#]:554/1",
            "a=path:msrp://[#]:2855/s;tcp",
            "a=candidate:1 1 udp 9 # 5004 typ host",
            "a=candidate:1 1 ssltcp 9 # 5004 typ host",
            "a=candidate:1 1 udp 9 203.0.113.7 5004 typ srflx raddr # rport 1",
            "a=candidate:1 1 udp 9 203.0.113.7 5004 typ host local-addr #",
            "candidate:1 1 udp 9 # 5004 typ host",
            "a=remote-candidates:1 # 5004",
            "a=rtcp:5005 IN IP6 #",
            "a=altc:1 IP6 # 5004",
            "not SDP but (#)",
            "<#>,\"#\"");

    @Test
    void secretsAreNotPrinted() {
        SdpRewriter rewriter =
                SdpRewriter.builder().publicAddress("51.161.209.200").build();
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            String secret = "Zq" + Long.toUnsignedString(random.nextLong(), 36) + "Zq";
            String text = planted(random, pick(random, SECRET_LINES).replace("#", secret));

            RewriteResult masked = rewriter.rewrite(text).masked();

            assertThat(masked.sdp() + masked.toJson() + masked.toDiff())
                    .as("seed %d", seed)
                    .doesNotContainIgnoringCase(secret);
        }
    }

    @Test
    void addressesAreFoundAndNotPrinted() {
        SdpRewriter rewriter = SdpRewriter.builder()
                .rule(RewriteRule.named("other").ranges("172.31.255.255").drop())
                .build();
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            String address = address(random);
            String text = planted(random, pick(random, ADDRESS_LINES).replace("#", address));

            RewriteResult result = rewriter.rewrite(text);

            assertThat(result.privateLeft())
                    .as("seed %d, %s", seed, address)
                    .anyMatch(left -> left.address().equals(address));
            assertThat(result.masked().toString() + result.masked().toJson())
                    .as("seed %d", seed)
                    .doesNotContainIgnoringCase(address);
        }
    }

    private static String address(Random random) {
        int a = 1 + random.nextInt(254);
        int b = random.nextInt(256);
        String four = pick(
                random,
                Stream.of("10.%d.%d.77", "192.168.%d.%d", "100.64.%d.%d", "169.254.%d.%d", "0.%d.%d.1", "198.18.%d.%d")
                        .map(form -> form.formatted(a, b))
                        .toList());
        return pick(
                random,
                List.of(
                        four,
                        "192.168.0" + a % 100 + ".0" + b % 100,
                        "::ffff:" + four,
                        "::" + four,
                        "64:ff9b::" + four,
                        "64:ff9b:1::%x:%x".formatted(a, b),
                        "2002:c0a8:%x::1".formatted(a * 256 + b),
                        "fd00::%x:%x".formatted(a, b),
                        "FD%02X:0:0::%X".formatted(a, b + 1),
                        "fec0::%x".formatted(a),
                        "fe80::%x:%x%%eth0".formatted(a, b),
                        "fe80:0:0:0:%x:0:0:%x".formatted(a, b)));
    }

    private static String planted(Random random, String line) {
        List<String> lines = new ArrayList<>(
                new SdpGenerator(random.nextLong()).description().lines().toList());
        lines.add(random.nextInt(lines.size() + 1), line);
        return String.join(pick(random, List.of("\r\n", "\n", "\r")), lines);
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
