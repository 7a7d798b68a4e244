package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.internal.json.JsonText;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String LOCAL = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 192.168.1.10",
            "not \"SDP\"\t\u0001",
            "m=video 9 UDP/TLS/RTP/SAVPF 96",
            "c=IN IP4 0.0.0.0",
            "a=ice-ufrag:secret",
            "a=ice-pwd:secretsecretsecretsecret",
            "a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host ufrag secret",
            "a=candidate:2 1 udp 1 host.example.com 10111 typ srflx raddr fd00::10 rport 1 ufrag secret",
            "");

    private final SdpRewriter rewriter =
            SdpRewriter.builder().publicAddress("51.161.209.200", 20111).build();

    @Test
    void writesJson() {
        assertThat(rewriter.rewrite(LOCAL).toJson()).isEqualTo("""
                        {"changed":true,"decisions":[
                        {"line":2,"kind":"KEPT","reason":"ORIGIN_KEPT",\
                        "sentence":"the origin identifies the session and is kept",\
                        "before":"o=- 1 1 IN IP4 192.168.1.10","after":"o=- 1 1 IN IP4 192.168.1.10"},
                        {"line":3,"kind":"KEPT","reason":"MALFORMED",\
                        "sentence":"the line is malformed and passes through unchanged",\
                        "before":"not \\"SDP\\"\\t\\u0001","after":"not \\"SDP\\"\\t\\u0001"},
                        {"line":5,"kind":"KEPT","reason":"UNSPECIFIED_ADDRESS",\
                        "sentence":"0.0.0.0 and :: stand for no address",\
                        "before":"c=IN IP4 0.0.0.0","after":"c=IN IP4 0.0.0.0"},
                        {"line":8,"kind":"CHANGED","reason":"ADDRESS_REPLACED",\
                        "sentence":"the local address was replaced by the public one","rule":"public-address",\
                        "before":"a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host ufrag secret",\
                        "after":"a=candidate:1 1 udp 2130706431 51.161.209.200 20111 typ host ufrag secret"},
                        {"line":9,"kind":"KEPT","reason":"RELATED_ADDRESS_KEPT",\
                        "sentence":"the related address is kept",\
                        "before":"a=candidate:2 1 udp 1 host.example.com 10111 typ srflx raddr fd00::10 rport \
                        1 ufrag secret",\
                        "after":"a=candidate:2 1 udp 1 host.example.com 10111 typ srflx raddr fd00::10 rport \
                        1 ufrag secret"}],"privateLeft":[
                        {"line":2,"text":"o=- 1 1 IN IP4 192.168.1.10","address":"192.168.1.10",\
                        "scope":"PRIVATE","reason":"ORIGIN_KEPT",\
                        "sentence":"the origin identifies the session and is kept"},
                        {"line":9,"text":"a=candidate:2 1 udp 1 host.example.com 10111 typ srflx raddr fd00::10 \
                        rport 1 ufrag secret","address":"fd00::10","scope":"PRIVATE",\
                        "reason":"RELATED_ADDRESS_KEPT","sentence":"the related address is kept"}],\
                        "sdp":""" + quoted(rewriter.rewriteText(LOCAL)) + "}\n");
        assertThat(RewriteResult.fromJson(rewriter.rewrite(LOCAL).toJson())).isEqualTo(rewriter.rewrite(LOCAL));
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        JsonText.appendQuoted(out, text);
        return out.toString();
    }

    @Test
    void writesADiffForPeople() {
        assertThat(rewriter.rewrite(LOCAL).toDiff()).isEqualTo("""
                        @@ line 8: the local address was replaced by the public one (rule public-address)
                        -a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host ufrag secret
                        +a=candidate:1 1 udp 2130706431 51.161.209.200 20111 typ host ufrag secret
                        """);
    }

    @Test
    void masksAddressesAndCredentialsConsistently() {
        RewriteResult masked = rewriter.rewrite(LOCAL).masked();

        assertThat(masked.sdp() + masked.toJson())
                .doesNotContain("192.168.1.10", "51.161.209.200", "fd00::10", "secret", "host.example.com");
        assertThat(masked.changes().get(0).before())
                .isEqualTo("a=candidate:1 1 udp 2130706431 ip4-1 10111 typ host ufrag ***");
        assertThat(masked.sdp()).contains("o=- 1 1 IN IP4 ip4-1", "a=ice-pwd:***", "m=video 9 UDP/TLS/RTP/SAVPF 96");
    }

    @Test
    void masksKeysNamesAndAddressesOnWhateverLine() {
        String text = String.join(
                "\r\n",
                "o=alice 1 1 IN IP4 192.168.1.10",
                "e=bob@corp.example",
                "k=clear:secret",
                "m=video 9 UDP/TLS/RTP/SAVPF 96",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret",
                "a=key-mgmt:mikey secret",
                "a=ice-pwd: secret",
                "a=candidate:1 1 udp 1 192.168.1.10 5004 typ host ufrag secret pwd secret",
                "a=ssrc:1 cname:alice@192.168.1.10",
                "a=control:rtsp://alice:secret@192.168.1.10:554/1",
                "a=path:msrp://192.168.1.10:2855/s;tcp",
                "a=x-ip:192.168.1.10",
                "a=x-ips:FD00::10 fd00:0::10",
                "");
        RewriteResult masked = rewriter.rewrite(text).masked();

        assertThat(masked.sdp() + masked.toJson() + masked.toDiff())
                .doesNotContain("secret", "192.168.1.10", "51.161.209.200", "alice", "bob", "FD00", "fd00");
        assertThat(masked.sdp()).containsPattern("a=x-ips:(ip6-\\d) \\1\r\n");
    }

    @Test
    void dryRunReportsWithoutRewriting() {
        RewriteResult dry = rewriter.dryRun(LOCAL);

        assertThat(dry.sdp()).isSameAs(LOCAL);
        assertThat(dry.decisions()).isEqualTo(rewriter.rewrite(LOCAL).decisions());
        assertThat(dry.changes()).isNotEmpty();
    }

    @Test
    void carriesTheOtherFieldsOfACandidateInit() {
        IceCandidateInit local =
                new IceCandidateInit("candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host", "0", 0, "secret");

        assertThat(rewriter.rewriteCandidate(local))
                .containsExactly(new IceCandidateInit(
                        "candidate:1 1 udp 2130706431 51.161.209.200 20111 typ host", "0", 0, "secret"));
    }
}
