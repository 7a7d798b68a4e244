package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.transport.MediaPath;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);

    @Test
    void replaysTheRunningGroupOfPicturesWhileItsKeyFrameIsYoung() {
        fanout.key(1, 2);
        fanout.advance(40);
        fanout.delta(3);
        fanout.advance(200);
        fanout.watch(path);
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(1, 2, 3);
        assertThat(fanout.keyFrameRequests).isZero();
        fanout.delta(4);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void asksForAKeyFrameWhenTheLastOneIsOldAndSendsNothingBeforeIt() {
        fanout.key(1);
        fanout.advance(301);
        ViewerSender viewer = fanout.watch(path);
        fanout.work();
        assertThat(fanout.keyFrameRequests).isEqualTo(1);
        fanout.delta(2);
        fanout.delta(3);
        assertThat(fanout.received(path)).isEmpty();
        fanout.key(4);
        fanout.delta(5);
        assertThat(fanout.received(path)).containsExactly(4, 5);
        assertThat(viewer.stats()).singleElement().satisfies(stats -> {
            assertThat(stats.framesSkipped()).isEqualTo(2);
            assertThat(stats.framesSent()).isEqualTo(2);
        });
    }

    @Test
    void aViewerThatIsExpectedFindsAKeyFrameReady() {
        fanout.broadcast.expectViewer();
        assertThat(fanout.keyFrameRequests).isEqualTo(1);
        fanout.key(1);
        fanout.advance(150);
        fanout.broadcast.expectViewer();
        assertThat(fanout.keyFrameRequests).isEqualTo(1);

        fanout.advance(1);
        fanout.broadcast.expectViewer();
        assertThat(fanout.keyFrameRequests).isEqualTo(2);
        fanout.key(2);
        fanout.watch(path);
        fanout.work();

        assertThat(fanout.received(path)).containsExactly(2);
        assertThat(fanout.keyFrameRequests).isEqualTo(2);
    }

    @Test
    void asksAgainWhenNoKeyFrameComes() {
        fanout.watch(path);
        fanout.work();
        assertThat(fanout.keyFrameRequests).isEqualTo(1);
        fanout.advance(499);
        fanout.delta(1);
        assertThat(fanout.keyFrameRequests).isEqualTo(1);
        fanout.advance(1);
        fanout.delta(2);
        assertThat(fanout.keyFrameRequests).isEqualTo(2);
    }

    @Test
    void startsOnlyWhenThereIsAPathAndAStreamInEitherOrder() {
        fanout.key(1);
        ViewerSender streamFirst = fanout.open();
        streamFirst.stream(fanout.broadcast, FanoutFixture.parameters());
        fanout.work();
        assertThat(fanout.egress.sent).isEmpty();
        streamFirst.path(path);
        MediaPath other = path(11);
        ViewerSender pathFirst = fanout.open();
        pathFirst.path(other);
        fanout.work();
        pathFirst.stream(fanout.broadcast, FanoutFixture.parameters());
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(1);
        assertThat(fanout.received(other)).containsExactly(1);
    }

    @Test
    void doesNotReplayAGroupThatHasOutgrownTheWindow() {
        fanout.key(1);
        for (int i = 0; i < 10; i++) {
            fanout.advance(40);
            fanout.delta(2);
        }
        fanout.watch(path);
        fanout.work();
        assertThat(fanout.egress.sent).isEmpty();
        assertThat(fanout.keyFrameRequests).isEqualTo(1);
    }

    @Test
    void followsAChangedPathWithTheNextPacket() {
        ViewerSender viewer = fanout.watch(path);
        fanout.key(1);
        MediaPath moved = path(20);
        viewer.path(moved);
        fanout.delta(2);
        assertThat(fanout.received(path)).containsExactly(1);
        assertThat(fanout.received(moved)).containsExactly(2);
    }

    @Test
    void refusesASecondStreamOfTheSameSsrc() {
        ViewerSender viewer = fanout.watch(path);
        assertThatThrownBy(() -> viewer.stream(fanout.broadcast, FanoutFixture.parameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4026531841");
    }
}
