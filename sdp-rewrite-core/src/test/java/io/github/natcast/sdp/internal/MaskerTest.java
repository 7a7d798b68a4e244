package io.github.natcast.sdp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "k=clear:secret                                  | k=***",
                "k = clear:secret                                | k =***",
                "a=crypto:1 AES_CM_128 inline:WVNfX19z           | a=crypto:***",
                "a=acap:1 crypto:1 AES_CM_128 inline:WVNf        | a=acap:1 crypto:***",
                "a=key-mgmt:mikey AQAFgM0X                       | a=key-mgmt:***",
                "%a=key-mgmt:mikey AQAFgM0X                      | %a=key-mgmt:***",
                "sent a=ice-pwd: spaced words                    | sent a=ice-pwd:***",
                "a=ice-pwd: spaced words                         | a=ice-pwd:***",
                "a=ice-pwd :x y                                  | a=ice-pwd :***",
                "a=ice-pwd x y                                   | a=ice-pwd ***",
                "\ta = ICE-PWD:x                                 | \ta = ICE-PWD:***",
                "ice-pwd: x                                      | ice-pwd: ***",
                "a=ice-ufrag:abcd                                | a=ice-ufrag:***",
                "a=x-session-token:abcd                          | a=x-session-token:***",
                "a=identity:eyJpZHAi                             | a=identity:***",
                "a=fmtp:97 ISMACrypKey=(key)AAAA;mode=x          | a=fmtp:97 ISMACrypKey=***;mode=x",
                "a=alt:1 1 : user pass 192.168.1.10 5004         | a=alt:1 1 : *** *** ip4-1 5004",
                "a=candidate:1 1 udp 9 192.168.1.10 5004 typ host ufrag ab network-id 1"
                        + " | a=candidate:1 1 udp 9 ip4-1 5004 typ host ufrag *** network-id 1",
                "candidate:1 1 udp 9 x.local 5004 typ host ufrag ab pwd se cret"
                        + " | candidate:1 1 udp 9 host-1 5004 typ host ufrag *** pwd ***",
                "candidate:1 1 udp 9 x.local 5004 typ host Password se cret"
                        + " | candidate:1 1 udp 9 host-1 5004 typ host Password ***",
                "a=candidate:1 1 udp 9 cam.example.com 5004 typ srflx raddr fd00::10 rport 1"
                        + " | a=candidate:1 1 udp 9 host-2 5004 typ srflx raddr ip6-1 rport 1",
                "a=ssrc:1 cname:me@192.168.1.10                  | a=ssrc:1 cname:***@ip4-1",
                "a=control:rtsp://u:pw@192.168.1.10:554/1        | a=control:rtsp://***@ip4-1:554/1",
                "a=control:rtsp://u:p@w@cam.example.com/1?token=x&y=z | a=control:rtsp://***@***@host-1/1?***",
                "a=x:rtsp://u:pw@10.0.0.1/,rtsp://v:qw@10.0.0.2/ | a=x:rtsp://***@ip4-1/,rtsp://***@ip4-2/",
                "a=path:msrp://192.168.1.10:2855/s;tcp           | a=path:msrp://ip4-1:2855/s;tcp",
                "a=x-ip:192.168.001.010                          | a=x-ip:ip4-1",
                "u=http://[FD00::10]/                            | u=http://[ip6-1]/",
                "o=alice 1 1 IN IP4 192.168.1.10                 | o=*** 1 1 IN IP4 ip4-1",
                "o=- 1 1 IN IP6 ::ffff:192.168.1.10              | o=- 1 1 IN IP6 ip4-1",
                "c=IN IP4 media.example.com                      | c=IN IP4 host-1",
                "c=IN IP4 server                                 | c=IN IP4 host-1",
                "c=IN IP6 fe80::1%eth0.5/3                       | c=IN IP6 ip6-1/3",
                "c=IN IP4 0.0.0.0                                | c=IN IP4 0.0.0.0",
                "c=IN IP6 ::/3                                   | c=IN IP6 ::/3",
                "a=rtcp:5005 IN IP4 x.example.com                | a=rtcp:5005 IN IP4 host-1",
                "a=remote-candidates:1 192.168.7.7 45664 2 x.y 1 | a=remote-candidates:1 ip4-1 45664 2 host-2 1",
                "i=camera of 192.168.1.10, Alice                 | i=***",
                "s=Alice                                         | s=***",
                "s=-                                             | s=-",
                "e=bob@corp.example                              | e=***",
                "p=+1 617 555                                    | p=***",
                "v=0\\r\\nk=clear:secret\\r\\na=ice-pwd:x\\r\\nt=0 0 | v=0\\r\\nk=***\\r\\na=ice-pwd:***\\r\\nt=0 0",
                "{\"usernameFragment\":\"abcd\",\"pwd\": \"x\"}  | {\"usernameFragment\":\"***\",\"pwd\": \"***\"}",
                "a=fingerprint:sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02 | a=fingerprint:sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02",
                "m=video 9 UDP/TLS/RTP/SAVPF 96                  | m=video 9 UDP/TLS/RTP/SAVPF 96",
                "a=fmtp:96 profile-level-id=42e01f;packetization-mode=1"
                        + " | a=fmtp:96 profile-level-id=42e01f;packetization-mode=1",
                // Whatever stands for an address and is none is a name, also of one label.
                "a=candidate:1 1 udp 2130706431 ip 5004 typ host | a=candidate:1 1 udp 2130706431 host-1 5004 typ host",
                "a=candidate:1 1 udp 9 alices-laptop 5004 typ srflx raddr Alices-Laptop rport 1"
                        + " | a=candidate:1 1 udp 9 host-1 5004 typ srflx raddr host-1 rport 1",
                "a=candidate:1 1 udp 9 alice's+desk 5004 typ host | a=candidate:1 1 udp 9 host-1'host-2+host-3 5004 typ host",
                "A = Candidate:1 1 udp 9 laptop 5004\ttyp host   | A = Candidate:1 1 udp 9 host-1 5004\ttyp host",
                "a=candidate: 1 udp 9 laptop 5004 typ host       | a=candidate: 1 udp 9 host-1 5004 typ host",
                "candidate:host 1 udp 9 host 5004 typ host       | candidate:host 1 udp 9 host-1 5004 typ host",
                "1 1 udp 9 laptop 5004 typ host                  | 1 1 udp 9 host-1 5004 typ host",
                "a=1 1 udp 9 laptop 5004 typ host                | a=1 1 udp 9 host-1 5004 typ host",
                "[{\"candidate\":\"candidate:1 1 udp 9 a 5004 typ host\"},{\"candidate\":\"candidate:2 1 udp 8 b 5004 typ host\"}]"
                        + " | [{\"candidate\":\"candidate:1 1 udp 9 host-1 5004 typ host\"},"
                        + "{\"candidate\":\"candidate:2 1 udp 8 host-2 5004 typ host\"}]",
                "a=candidate:1 1 udp 9 laptop 5004                | a=candidate:1 1 udp 9 host-1 5004",
                "a=candidate:1 1 udp 99999999999 laptop x        | a=candidate:1 1 udp 99999999999 host-1 x",
                "a=candidate:1 1 udp 9 ip4-7 5004 typ host       | a=candidate:1 1 udp 9 ip4-7 5004 typ host",
                "a=remote-candidates:1 laptop 4566 2 desk 4567   | a=remote-candidates:1 host-1 4566 2 host-2 4567",
                "a=alt:1 1 : user pass laptop 5004               | a=alt:1 1 : *** *** host-1 5004",
                "a=altc:1 IP4 laptop 5004                        | a=altc:1 IP4 host-1 5004",
                "a=source-filter: incl IN IP4 * laptop desk      | a=source-filter: incl IN IP4 * host-1 host-2"
            })
    void masksOneLine(String line, String masked) {
        assertThat(new Masker().mask(line)).isEqualTo(masked);
    }

    @Test
    void givesOneAddressOneNameHoweverItIsWritten() {
        assertThat(new Masker()
                        .mask("FD00::10 fd00:0::10 [fd00::10%eth0]:5 192.168.1.10 ::ffff:192.168.1.10 192.168.01.10"))
                .isEqualTo("ip6-1 ip6-1 [ip6-1]:5 ip4-2 ip4-2 ip4-2");
        Masker masker = new Masker();
        assertThat(masker.mask("c=IN IP4 Cam.Local\r\n")).isEqualTo("c=IN IP4 host-1\r\n");
        assertThat(masker.mask("i\ncam.local\r10.0.0.1")).isEqualTo("i\nhost-1\rip4-2");
    }

    @Test
    void hidesSecretsAlone() {
        assertThat(Masker.hideSecrets("o=alice 1 1 IN IP4 10.0.0.1\r\na=ice-pwd:x\r\na=x:rtsp://u:pw@10.0.0.1/\r\n"))
                .isEqualTo("o=alice 1 1 IN IP4 10.0.0.1\r\na=ice-pwd:***\r\na=x:rtsp://***@10.0.0.1/\r\n");
    }
}
