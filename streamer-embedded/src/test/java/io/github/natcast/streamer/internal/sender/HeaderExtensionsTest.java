package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import io.github.natcast.streamer.internal.rtp.RtpHeader;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeaderExtensionsTest {
    private static final Map<HeaderExtension, Integer> ALL =
            Map.of(HeaderExtension.PLAYOUT_DELAY, 14, HeaderExtension.ABSOLUTE_CAPTURE_TIME, 5);

    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);

    @Test
    void writesPictureExtensionsOnTheFirstPacketAndNoneOnAShorterLastOne() {
        watch(ALL, Optional.of(new PlayoutDelay(0, 100)));
        fanout.broadcast.onFrame(new EncodedFrame(VideoCodec.H264, new byte[] {1, 2}, true, fanout.now - 250_000_000));
        fanout.work();
        // 3,988,137,600.5 s since 1900 is edb5ab80 80000000; 0.25 s earlier ends in 40000000.
        long seconds = FanoutFixture.WALL.getEpochSecond() + 2_208_988_800L;
        String captureTime = "57" + "%08x".formatted(seconds) + "40000000";
        assertThat(extensions()).containsExactly("e200000a" + captureTime + "000000", "");
        assertThat(fanout.received(path)).containsExactly(1, 2);
        int longestBlock = 20;
        assertThat(fanout.egress.rtp(path).get(0).packet()).hasSize(12 + longestBlock + 1000 + 16);
        assertThat(longestBlock).isLessThanOrEqualTo(PacketSizes.MAXIMUM_HEADER_EXTENSIONS);
    }

    @Test
    void repeatsPictureExtensionsWhereEqualPacketsCanThenLeaveInOneCall() {
        watch(Map.of(HeaderExtension.PLAYOUT_DELAY, 6), Optional.of(PlayoutDelay.NONE));
        fanout.key(1, 2, 3, 4);
        assertThat(headers()).extracting(RtpHeader::extensionProfile).containsExactly(0xBEDE, 0xBEDE, 0xBEDE, -1);
        assertThat(extensions().subList(0, 3)).containsOnly("62000000");
        assertThat(fanout.egress.runs).containsExactly(4);
    }

    @Test
    void writesNoExtensionBlockWithoutElements() {
        watch(Map.of(HeaderExtension.ABSOLUTE_CAPTURE_TIME, 1), Optional.empty());
        fanout.key(1, 2);
        List<RtpHeader> headers = headers();
        assertThat(headers.get(0).extensionProfile()).isEqualTo(0xBEDE);
        assertThat(headers.get(1).extensionProfile()).isEqualTo(-1);
    }

    @Test
    void sendsNoPlayoutDelayUnlessOneIsAskedFor() {
        watch(Map.of(HeaderExtension.PLAYOUT_DELAY, 1), Optional.empty());
        fanout.key(1);
        assertThat(headers().get(0).extensionProfile()).isEqualTo(-1);
    }

    @Test
    void knowsTheNegotiatedUrisAndLeavesOutOthers() {
        assertThat(HeaderExtension.ofUris(
                        Map.of("urn:ietf:params:rtp-hdrext:sdes:other", 9, HeaderExtension.PLAYOUT_DELAY.uri(), 6)))
                .isEqualTo(Map.of(HeaderExtension.PLAYOUT_DELAY, 6));
        assertThat(HeaderExtension.uris()).hasSize(3);
    }

    @Test
    void refusesDelaysThatTheExtensionCannotSay() {
        assertThatThrownBy(() -> new PlayoutDelay(0, 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maximum playout delay of 15 ms must be from 0 to 40950 in steps of 10");
        assertThatThrownBy(() -> new PlayoutDelay(100, 50)).hasMessageContaining("from 100 to 40950");
    }

    private ViewerSender watch(Map<HeaderExtension, Integer> extensions, Optional<PlayoutDelay> delay) {
        ViewerSender viewer = fanout.open();
        viewer.stream(
                fanout.broadcast,
                new StreamParameters(
                        FanoutFixture.SSRC, FanoutFixture.PAYLOAD_TYPE, "cname", extensions, delay, Optional.empty()));
        viewer.path(path);
        return viewer;
    }

    private List<RtpHeader> headers() {
        return fanout.egress.rtp(path).stream().map(FakeEgress.Sent::header).toList();
    }

    private List<String> extensions() {
        return fanout.egress.rtp(path).stream()
                .map(sent -> HexFormat.of()
                        .formatHex(
                                sent.packet(),
                                sent.header().extensionOffset(),
                                sent.header().extensionOffset() + sent.header().extensionLength()))
                .toList();
    }
}
