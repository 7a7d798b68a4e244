package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.rtcp.ReportBlock;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three renditions side by side, to one receiver: 0 the largest. */
abstract class SimulcastFixture {
    private static final Map<HeaderExtension, Integer> EXTENSIONS =
            Map.of(HeaderExtension.MID, 1, HeaderExtension.RTP_STREAM_ID, 2, HeaderExtension.REPAIRED_RTP_STREAM_ID, 3);

    final FanoutFixture fanout = new FanoutFixture();
    final ScriptedRate rate = new ScriptedRate();
    final MediaPath path = path(10);
    final int[] keyFramesAsked = new int[3];
    final List<Broadcast> broadcasts = new ArrayList<>();
    final ViewerSender receiver = fanout.open(rate);
    int usable = 3;

    SimulcastFixture() {
        List<StreamParameters> parameters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int index = i;
            broadcasts.add(new Broadcast(
                    FanoutFixture.PACKETIZER,
                    90_000,
                    () -> keyFramesAsked[index]++,
                    fanout.clock,
                    List.of(fanout.loop)));
            parameters.add(new StreamParameters(
                    100 + i,
                    96,
                    "cname",
                    EXTENSIONS,
                    Optional.empty(),
                    Optional.of(new StreamParameters.Retransmission(200 + i, 97)),
                    new StreamNames(Optional.of("0"), Optional.of("fhq".substring(i, i + 1)))));
        }
        receiver.simulcast(ladder(), parameters);
        receiver.path(path);
    }

    SimulcastLadder ladder() {
        return SimulcastLadder.of(new VideoLadder(broadcasts, rates()), List.of(0, 1, 2), index -> 300);
    }

    Renditions rates() {
        return new Renditions() {
            @Override
            public int count() {
                return usable;
            }

            @Override
            public long bitsPerSecond(int index) {
                return List.of(2000L, 900L, 500L).get(index);
            }
        };
    }

    void frame(int layer, boolean key, int... packets) {
        byte[] data = new byte[packets.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) packets[i];
        }
        broadcasts.get(layer).onFrame(new EncodedFrame(VideoCodec.H264, data, key, fanout.now));
        fanout.work();
    }

    /** One of each layer, a millisecond later; 1 is in key frames, 2 in others. */
    void frames(boolean key) {
        fanout.advance(1);
        for (int layer = 0; layer < 3; layer++) {
            frame(layer, key, key ? 1 : 2);
        }
    }

    List<FakeEgress.Sent> of(long ssrc) {
        return fanout.egress.rtp(path).stream()
                .filter(sent -> (sent.header().ssrc() & 0xFFFF_FFFFL) == ssrc)
                .toList();
    }

    static ReportBlock report(long ssrc, int lost) {
        return new ReportBlock(ssrc, lost, 0, 0, 0, 0, 0);
    }

    static int value(FakeEgress.Sent sent) {
        return sent.packet()[sent.header().payloadOffset()];
    }

    List<Integer> values(int layer) {
        return of(100 + layer).stream().map(SimulcastFixture::value).toList();
    }
}
