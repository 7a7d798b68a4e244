package io.github.natcast.sdp.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes descriptions out of the parts that matter, well-formed and not. Confined to one test. */
final class SdpGenerator {
    private static final List<String> ADDRESSES = List.of(
            "192.168.1.10",
            "192.168.1.11",
            "10.0.0.1",
            "10.9.9.9",
            "172.17.0.1",
            "100.64.0.1",
            "169.254.1.1",
            "127.0.0.1",
            "0.0.0.0",
            "224.2.1.1",
            "224.2.1.1/127/3",
            "203.0.113.7",
            "51.161.209.200",
            "51.161.209.201",
            "192.168.001.010",
            "fd00::10",
            "FD00:0::10",
            "fe80::1%eth0",
            "::1",
            "::",
            "ff15::101",
            "2001:db8::7",
            "::ffff:192.168.1.2",
            "2001:db8:ffff::10",
            "host.example.com",
            "0a1b.local",
            "999.1.1.1",
            "",
            "192.168.1.10/127");
    private static final List<String> PORTS = List.of(
            "5000", "5004", "5005", "5006", "10111", "9", "0", "65535", "65536", "x", "5004/2", "5004/0", "1", "");
    private static final List<String> PROTOCOLS =
            List.of("UDP/TLS/RTP/SAVPF", "RTP/AVP", "TCP/DTLS/SCTP", "UDP", "TCP/RTP/AVP", "");
    private static final List<String> ENDINGS = List.of("\r\n", "\r\n", "\r\n", "\n", "\r");
    private static final List<String> TYPES = List.of("host", "host", "host", "srflx", "prflx", "relay", "HOST", "new");
    private static final List<String> TRANSPORTS = List.of("udp", "UDP", "tcp", "TCP", "ssltcp");
    private static final List<String> EXTENSIONS = List.of(
            "",
            "",
            " generation 0",
            " raddr 192.168.1.10 rport 5004",
            " rport 5 raddr fd00::1",
            " tcptype active",
            " tcptype passive",
            " tcptype so generation 0",
            " raddr",
            " ufrag x network-id 1",
            " raddr host.local rport 9",
            " flag raddr 192.168.1.10 rport 5004",
            " raddr 10.0.0.1 rport 9 raddr 192.168.1.11 rport 5",
            " local-addr 192.168.1.10",
            " ufrag S3cr3tUfrag pwd S3cr3tPwd");
    private static final List<String> OTHERS = List.of(
            "v=0",
            "s=-",
            "t=0 0",
            "i=camera",
            "b=AS:1",
            "k=x",
            "k=clear:k3yMaterial",
            "a=ice-ufrag:S3cr3tUfrag",
            "a=ice-pwd:S3cr3tPwd",
            "a=ice-pwd: S3cr3tPwd",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgew|2^20|1:4",
            "a=key-mgmt:mikey AQAFgM0X",
            "a=ice-lite",
            "a=rtcp-mux-only",
            "a=ssrc:1 cname:me@192.168.1.10",
            "a=control:rtsp://u:S3cr3tPwd@192.168.1.10:554/1",
            "a=path:msrp://192.168.1.10:2855/s;tcp",
            "a=x-ip:192.168.1.10",
            "u=http://[fd00::10]/",
            "a=rtcp-mux",
            "a=mid:0",
            "a=mid:1",
            "a=sendrecv",
            "a=rtpmap:96 VP8/90000",
            "a=end-of-candidates",
            "a=",
            "a",
            "=",
            "",
            " ",
            "c=",
            "m=",
            "o=",
            "a=rtcp:",
            "a=candidate:",
            "a=sctp-port:5000",
            "a=remote-candidates:1 192.168.7.7 5004",
            "\u0000",
            "a=müll",
            "i=c=IN IP4 192.168.1.10");

    private final Random random;

    SdpGenerator(long seed) {
        this.random = new Random(seed);
    }

    String description() {
        StringBuilder out = new StringBuilder(random.nextInt(20) == 0 ? "\uFEFF" : "");
        String ending = pick(ENDINGS);
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                iceSection().forEach(line -> out.append(line).append(ending));
            }
        }
        int lines = random.nextInt(24);
        // What editors and pipes leave of line endings; an empty line is where two of them could become one.
        boolean mixed = random.nextInt(10) == 0;
        for (int i = 0; i < lines; i++) {
            out.append(mixed && random.nextInt(3) == 0 ? "" : line());
            boolean last = i == lines - 1;
            if (!last || random.nextInt(3) > 0) {
                out.append(mixed || random.nextInt(10) == 0 ? pick(ENDINGS) : ending);
            }
        }
        return random.nextInt(8) == 0 ? mutated(out) : out.toString();
    }

    /**
     * A section whose default destinations are among its candidates, as "Verifying ICE Support" wants it (RFC 8839).
     */
    private List<String> iceSection() {
        String address = pick(ADDRESSES.subList(0, 8));
        int port = 5000 + random.nextInt(8);
        int rtcp = random.nextBoolean() ? port + 1 : 5010 + random.nextInt(8);
        List<String> lines = new ArrayList<>(List.of(
                "m=" + pick(List.of("video ", "audio ")) + port + " UDP/TLS/RTP/SAVPF 96", "c=IN IP4 " + address));
        List<String> candidates = new ArrayList<>(List.of(ice(1, address, port)));
        switch (random.nextInt(4)) {
            case 0 -> lines.add("a=rtcp-mux");
            case 1 -> lines.add("a=rtcp:" + rtcp);
            case 2 -> lines.add("a=rtcp:" + rtcp + " IN IP4 " + address);
            default -> rtcp = port + 1;
        }
        if (!lines.get(lines.size() - 1).equals("a=rtcp-mux")) {
            candidates.add(ice(2, address, rtcp));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            candidates.add(ice(1 + random.nextInt(2), pick(ADDRESSES), 5000 + random.nextInt(12)));
        }
        Collections.shuffle(candidates, random);
        lines.addAll(candidates);
        return lines;
    }

    private String ice(int component, String address, int port) {
        return "a=candidate:" + random.nextInt(4) + " " + component + " udp " + random.nextInt(Integer.MAX_VALUE) + " "
                + address + " " + port + " typ " + pick(TYPES) + pick(EXTENSIONS);
    }

    private String line() {
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                "m=" + pick(List.of("video", "audio", "application", "")) + " " + pick(PORTS) + " " + pick(PROTOCOLS)
                        + " 96";
            case 2, 3 -> "c=" + connection();
            case 4 -> "a=rtcp:" + pick(PORTS) + (random.nextBoolean() ? " " + connection() : "");
            case 5, 6, 7, 8 -> candidate();
            case 9 -> "o=- 1 1 " + connection();
            case 10 ->
                pick(List.of(
                        "a=altc:1 IP4 " + pick(ADDRESSES) + " " + pick(PORTS),
                        "a=alt:1 1 : u p " + pick(ADDRESSES) + " " + pick(PORTS),
                        "a=source-filter: incl " + connection() + " " + pick(ADDRESSES)));
            default -> pick(OTHERS);
        };
    }

    private String connection() {
        String address = pick(ADDRESSES);
        boolean right = random.nextInt(12) > 0;
        String type = address.indexOf(':') >= 0 == right ? "IP6" : "IP4";
        return "IN " + (random.nextInt(20) == 0 ? " " : "") + type + " " + address;
    }

    private String candidate() {
        return "a=candidate:" + (random.nextInt(15) == 0 ? " " : random.nextInt(4) + " ") + (1 + random.nextInt(2))
                + " "
                + pick(TRANSPORTS) + " " + (random.nextInt(6) == 0 ? 0 : random.nextInt(Integer.MAX_VALUE)) + " "
                + pick(ADDRESSES) + " " + pick(PORTS) + " typ " + pick(TYPES) + pick(EXTENSIONS);
    }

    private String mutated(StringBuilder text) {
        for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            if (random.nextBoolean()) {
                text.deleteCharAt(at);
            } else {
                text.insert(at, " :=/.%\r\n\t9a\u00e9".charAt(random.nextInt(12)));
            }
        }
        return text.toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
