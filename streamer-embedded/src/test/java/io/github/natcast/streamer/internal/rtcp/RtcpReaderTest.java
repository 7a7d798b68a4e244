package io.github.natcast.streamer.internal.rtcp;

import static io.github.natcast.streamer.internal.rtcp.TransportFeedback.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpReaderTest {
    private static final ReportBlock REPORT = new ReportBlock(0xCAFEBABEL, 64, -2, 0x1FFFFL, 90, 0xFFFFFFFEL, 65536);

    /** Kinds that browsers send and nothing here acts on; their length is enough to step over them. */
    private static final List<String> UNKNOWN = List.of(
            // XR (RFC 3611).
            "80cf0001 00000001",
            // APP (RFC 3550 §6.7).
            "80cc0002 00000001 74657374",
            // A transport layer feedback of another format (RFC 8888).
            "8bcd0003 00000001 00000002 00000000",
            // An application layer message that is no REMB.
            "8fce0004 00000001 00000000 41424344 00000000");

    /** A packet and its bytes; both directions are held to the same table. */
    record Case(String hex, RtcpPacket packet) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "80c80006 00000001 e8d4a51080000000 00000064 00000002 00000bb8",
                        new SenderReport(1, 0xE8D4A51080000000L, 100, 2, 3000, List.of())),
                new Case(
                        "81c90007 00000005 cafebabe 40fffffe 0001ffff 0000005a fffffffe 00010000",
                        new ReceiverReport(5, List.of(REPORT))),
                new Case("80c90001 ffffffff", new ReceiverReport(0xFFFFFFFFL, List.of())),
                new Case(
                        "81ca0003 00000001 0104 61626364 0000",
                        new SourceDescription(List.of(new SourceDescription.Chunk(1, "abcd")))),
                new Case(
                        "82ca0006 00000001 0105 6162636465 00 00000002 0105 6162636465 00",
                        new SourceDescription(List.of(
                                new SourceDescription.Chunk(1, "abcde"), new SourceDescription.Chunk(2, "abcde")))),
                new Case(
                        "81ca0004 00000001 0106 616263646566 00000000",
                        new SourceDescription(List.of(new SourceDescription.Chunk(1, "abcdef")))),
                new Case("82cb0002 00000001 cafebabe", new Goodbye(List.of(1L, 0xCAFEBABEL))),
                new Case(
                        "81cd0004 00000001 00000002 fffe8003 00100000",
                        new GenericNack(
                                1, 2, List.of(new GenericNack.Entry(0xFFFE, 0x8003), new GenericNack.Entry(16, 0)))),
                new Case("81ce0002 00000001 00000002", new PictureLossIndication(1, 2)),
                new Case(
                        "84ce0004 00000001 00000000 00000002 ff000000",
                        new FullIntraRequest(1, List.of(new FullIntraRequest.Entry(2, 255)))),
                new Case(
                        "8fce0005 00000001 00000000 52454d42 010a03e8 00000002",
                        new ReceiverEstimatedMaximumBitrate(1, 0x203E8L << 2, List.of(2L))),
                new Case(
                        "8fcd0006 00000001 00000002 00050003 00000107 d200 04 fffc 000000",
                        new TransportFeedback(1, 2, 7, 5, 256, new int[] {4, LOST, 0})));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads(Case given) {
        assertThat(read(given.hex))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(given.packet);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writes(Case given) {
        byte[] buffer = new byte[given.packet.encodedLength() + 3];
        int length = RtcpPacket.writeCompound(List.of(given.packet), buffer, 3);
        assertThat(HexFormat.of().formatHex(buffer, 3, 3 + length)).isEqualTo(given.hex.replace(" ", ""));
    }

    @Test
    void readsEveryPacketOfACompoundAndSkipsUnknownKinds() {
        List<RtcpPacket> packets = cases().map(Case::packet).toList();
        byte[] buffer = new byte[2000];
        int length = 0;
        for (RtcpPacket packet : packets) {
            for (String unknown : UNKNOWN) {
                byte[] bytes = HexFormat.of().parseHex(unknown.replace(" ", ""));
                System.arraycopy(bytes, 0, buffer, length, bytes.length);
                length += bytes.length;
            }
            length += RtcpPacket.writeCompound(List.of(packet), buffer, length);
        }
        assertThat(RtcpReader.read(buffer, 0, length))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(packets);
    }

    @Test
    void namesEveryLostPacketOfANackAcrossTheWrap() {
        List<Integer> lost = List.of(65530, 65535, 0, 3, 10, 11, 400);
        GenericNack nack = GenericNack.of(1, 2, lost);
        List<Integer> named = new ArrayList<>();
        nack.forEachLost(named::add);
        assertThat(named).isEqualTo(lost);
        assertThat(nack.entries()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "80c8",
                "40c9000100000001",
                "80c9ffff00000001",
                "80c80001 00000001",
                "81cd0001 00000001",
                "8fce0002 00000001 00000000",
                "8fcd0005 00000001 00000002 0000ffff 00000000 3fff3fff",
                "8fcd0005 00000001 00000002 00000004 00000000 2004ff00",
            })
    void givesNothingForWhatIsCutOffOrNotTrue(String hex) {
        assertThat(read(hex)).isEmpty();
    }

    @Test
    void keepsWhatCameBeforeTheDamage() {
        assertThat(read("81ce0002 00000001 00000002 81ce0009 00000001"))
                .containsExactly(new PictureLossIndication(1, 2));
    }

    @Test
    void neverThrowsForAnyBytes() {
        Random random = new Random(7);
        List<String> seeds =
                Stream.concat(cases().map(Case::hex), UNKNOWN.stream()).toList();
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = HexFormat.of()
                    .parseHex(seeds.get(random.nextInt(seeds.size())).replace(" ", ""));
            for (int change = random.nextInt(5); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            List<RtcpPacket> packets = RtcpReader.read(bytes, 0, random.nextInt(bytes.length + 1));
            byte[] again = new byte[4096];
            for (RtcpPacket packet : packets) {
                if (packet.encodedLength() <= again.length) {
                    packet.write(again, 0);
                }
            }
        }
    }

    private static List<RtcpPacket> read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return RtcpReader.read(bytes, 0, bytes.length);
    }
}
