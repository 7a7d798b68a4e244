package io.github.natcast.streamer.fuzz;

import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.TopologyException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A topology as JSON, as its file or a program's configuration has it. */
final class TopologyFuzzTest extends FuzzTargetTest {
    private static final TopologyFuzzTest TARGET = new TopologyFuzzTest();

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(NetworkTopology::toJson, input);
    }

    /** Loses the digit at the end of a text, where it is a 6. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(topology -> topology.toJson().replace("6\"", "\""), input);
    }

    private static void check(Function<NetworkTopology, String> writer, byte[] input) {
        String json = new String(input, StandardCharsets.UTF_8);
        NetworkTopology topology;
        try {
            topology = NetworkTopology.fromJson(json);
        } catch (TopologyException refused) {
            String words = String.valueOf(refused.getMessage());
            Promise.keeps("a refusal is one line", words.chars().noneMatch(Character::isISOControl), words);
            refused.line()
                    .ifPresent(line -> Promise.keeps(
                            "it is at a line of the text",
                            line >= 1
                                    && line
                                            <= 1
                                                    + json.chars()
                                                            .filter(c -> c == '\n' || c == '\r')
                                                            .count(),
                            line));
            return;
        }
        String written = writer.apply(topology);
        NetworkTopology again;
        try {
            again = NetworkTopology.fromJson(written);
        } catch (TopologyException refused) {
            throw new AssertionError("broken: what was written can be read: " + written, refused);
        }
        Promise.keeps("the same topology", again.equals(topology) && again.hashCode() == topology.hashCode(), written);
        Promise.keeps("the same text", writer.apply(again).equals(written), written);
        Promise.atMost("its length", written.length(), 400 + 8L * json.length());
        try {
            SdpRewriter.forTopology(topology).rewrite("v=0\r\nc=IN IP4 192.168.1.10\r\nm=video 10111 RTP/AVP 96\r\n");
        } catch (IllegalArgumentException refused) {
            Promise.keeps(
                    "why there are no rules for it",
                    String.valueOf(refused.getMessage()).indexOf(' ') > 0,
                    refused);
        }
    }
}
