package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.SSRC;
import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtcp.GenericNack;
import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a viewer is sent that is reached by a TCP connection with little room. */
final class TcpPathTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final ScriptedRate rate = new ScriptedRate();
    private final MediaPath udp = path(10);
    private final MediaPath tcp = new MediaPath(udp.local(), udp.remote(), udp.localType(), udp.remoteType(), true);
    private final ViewerSender viewer = fanout.open(rate);

    TcpPathTest() {
        // A quarter of a second are 31250 bytes.
        viewer.video(VideoLadder.of(fanout.broadcast, 1_000_000), new StreamParameters(SSRC, 102, "cname"), 100, 0);
        viewer.path(tcp);
        fanout.key(1);
        fanout.advance(1_000);
    }

    private PacketizedFrame audioFrame(int content) {
        return new PacketizedFrame.Builder(1)
                .append((byte) content)
                .endPayload()
                .withoutMarker()
                .build(true, fanout.now);
    }

    private void tick() {
        fanout.advance(2);
        fanout.work();
    }

    @Test
    void packetsAreMadeOnlyWhenTheConnectionHasRoom() {
        fanout.egress.room = 0;
        fanout.delta(2, 3);
        assertThat(fanout.received(tcp)).containsExactly(1);
        assertThat(rate.backlog).isEqualTo(2 * 1_070);

        fanout.egress.room = 1;
        tick();
        assertThat(fanout.received(tcp)).containsExactly(1, 2, 3);
        assertThat(rate.backlog).isZero();
    }

    @Test
    void theConnectionIsAskedAfterEachFewPackets() {
        fanout.egress.room = 20;
        fanout.delta(new int[40]);

        assertThat(fanout.received(tcp)).hasSizeBetween(21, 28);
    }

    @Test
    void whatWaitsInTheConnectionCountsToo() {
        fanout.egress.waiting = 5_000;
        fanout.delta(2);

        assertThat(rate.backlog).isEqualTo(5_000);
    }

    @Test
    void beyondTheBudgetFramesAreLeftOutUpToTheKeyFrameThatIsAskedFor() {
        fanout.egress.waiting = 40_000;
        int requests = fanout.keyFrameRequests;
        fanout.delta(2);
        fanout.delta(3);
        assertThat(fanout.keyFrameRequests).as("no room for one").isEqualTo(requests);

        fanout.egress.waiting = 10_000;
        fanout.delta(4);
        fanout.delta(5);
        assertThat(fanout.keyFrameRequests).isEqualTo(requests + 1);
        fanout.key(6);
        fanout.delta(7);

        assertThat(fanout.received(tcp)).containsExactly(1, 6, 7);
        assertThat(viewer.stats().get(0).framesSkipped()).isEqualTo(4);
    }

    @Test
    void aKeyFrameTakesThePlaceOfWhatWaits() {
        fanout.egress.room = 0;
        fanout.delta(2);
        fanout.key(3);
        fanout.egress.room = 1;
        tick();

        assertThat(fanout.received(tcp)).containsExactly(1, 3);
    }

    /** The viewer asks again for what it has, and reads nothing. */
    @Test
    void nothingIsSentAgainToAConnectionWithoutRoom() {
        fanout.egress.room = 0;
        fanout.receive(viewer, nack(100));
        assertThat(fanout.received(tcp)).containsExactly(1);
        assertThat(viewer.stats().get(0).resendsRefused()).isEqualTo(1);

        fanout.egress.room = 1;
        fanout.receive(viewer, nack(100));
        assertThat(fanout.received(tcp)).containsExactly(1, 1);
    }

    @Test
    void norWhenTheRateAllowsItLater() {
        rate.paced = true;
        rate.allowance = 0;
        fanout.receive(viewer, nack(100));
        fanout.egress.room = 0;
        rate.allowance = 100_000;
        tick();
        fanout.egress.room = 100;
        tick();
        assertThat(fanout.received(tcp)).containsExactly(1);
        assertThat(viewer.stats().get(0).resendsRefused()).isEqualTo(1);
    }

    /** As large a request as there is; a connection is asked after each few packets. */
    @Test
    void whatIsSentAgainFillsNoConnection() {
        fanout.egress.room = 1_000;
        fanout.delta(new int[40]);
        fanout.pace();
        int before = fanout.received(tcp).size();
        fanout.egress.room = 3;
        fanout.receive(
                viewer,
                new GenericNack(
                        1, SSRC, List.of(new GenericNack.Entry(101, 0xFFFF), new GenericNack.Entry(118, 0xFFFF))));
        assertThat(fanout.received(tcp).size() - before).isBetween(3, 8);
    }

    private static GenericNack nack(int sequenceNumber) {
        return new GenericNack(1, SSRC, List.of(new GenericNack.Entry(sequenceNumber, 0)));
    }

    @Test
    void audioIsLeftOutRatherThanDelayed() {
        Broadcast audio = new Broadcast(FanoutFixture.PACKETIZER, 48_000, () -> {}, fanout.clock, List.of(fanout.loop));
        viewer.stream(audio, new StreamParameters(77, 111, "cname"));
        fanout.work();
        for (int room = 0; room < 2; room++) {
            fanout.egress.room = room;
            audio.send(audioFrame(8 + room));
            fanout.work();
        }

        assertThat(fanout.received(tcp)).containsExactly(1, 9);
    }

    /** What was left out is missing on the new path as well. */
    @Test
    void aViewerThatMovesToUdpGoesOnWithAKeyFrame() {
        fanout.egress.waiting = 40_000;
        fanout.delta(2);
        viewer.path(udp);
        int requests = fanout.keyFrameRequests;
        fanout.delta(3);
        assertThat(fanout.keyFrameRequests).isEqualTo(requests + 1);
        fanout.key(4);
        fanout.delta(5);

        assertThat(fanout.received(udp)).containsExactly(4, 5);
    }

    /** A connection that does not move for ten seconds. */
    @Test
    void aStalledConnectionMakesNoQueue() {
        fanout.egress.room = 0;
        for (int i = 0; i < 300; i++) {
            fanout.advance(33);
            fanout.delta(2, 2, 2);
            assertThat(rate.backlog).isLessThan(31_250 + 3 * 1_070);
        }
        fanout.egress.room = Integer.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            tick();
        }
        assertThat(rate.backlog).isZero();
        assertThat(fanout.received(tcp).size()).isLessThan(40);
    }

    /** A tunnel takes what it is given, and does not deliver. */
    @Test
    void whatIsNotHeardOfWaitsSomewhere() {
        Broadcast audio = new Broadcast(FanoutFixture.PACKETIZER, 48_000, () -> {}, fanout.clock, List.of(fanout.loop));
        viewer.stream(audio, new StreamParameters(77, 111, "cname"));
        rate.overdue = 400_000_000;
        fanout.delta(2);
        fanout.delta(3);
        audio.send(audioFrame(8));
        fanout.work();
        rate.overdue = 100_000_000;
        int requests = fanout.keyFrameRequests;
        fanout.delta(4);
        assertThat(fanout.keyFrameRequests).isEqualTo(requests + 1);
        fanout.key(5);
        audio.send(audioFrame(9));
        fanout.work();

        assertThat(fanout.received(tcp)).containsExactly(1, 5, 9);
    }

    @Test
    void aNewConnectionDoesNotWaitForWhatTheOldOneTookAlong() {
        rate.overdue = 2_000_000_000;
        MediaPath again = new MediaPath(tcp.local(), udp.remote(), "host", "host", true);
        viewer.path(again);
        fanout.delta(2);

        assertThat(fanout.egress.rtp(again)).hasSize(1);
    }
}
