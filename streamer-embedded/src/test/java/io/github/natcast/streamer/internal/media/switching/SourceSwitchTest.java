package io.github.natcast.streamer.internal.media.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.MediaSink;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.internal.media.switching.SourceEvent.Ended;
import io.github.natcast.streamer.internal.media.switching.SourceEvent.Failed;
import io.github.natcast.streamer.internal.media.switching.SourceEvent.Shown;
import io.github.natcast.streamer.internal.media.switching.SourceEvent.Stalled;
import io.github.natcast.streamer.internal.media.video.HandSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SourceSwitchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME = 40_000_000L;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3 * SECOND);
    private final FakeTasks tasks = new FakeTasks(now);
    private final HandSource standby = new HandSource("standby");
    private final HandSource camera = new HandSource("camera");
    private final HandSource film = new HandSource("film");
    private final List<SourceEvent> events = new ArrayList<>();
    /** For each picture, whether it is the first of another source. */
    private final List<Boolean> output = new ArrayList<>();

    private boolean watched = true;

    private final SourceSwitch sources = new SourceSwitch(
            VideoSettings.defaults(),
            2 * SECOND,
            (frame, first) -> {
                output.add(first);
                frame.release();
            },
            (frame, first) -> {},
            () -> watched,
            now::get,
            tasks,
            events::add);

    @BeforeEach
    void startAndWatch() throws MediaSourceException {
        sources.start(standby);
        send(standby);
        events.clear();
    }

    @AfterEach
    void everySourceIsClosedAndEveryPictureReleased() {
        sources.close();
        for (HandSource source : List.of(standby, camera, film)) {
            assertThat(source.unreleased).as(source.name()).hasValue(0);
            assertThat(source.closed || source.starts.get() == 0)
                    .as(source.name())
                    .isTrue();
        }
    }

    @Test
    void aSourceWhoseStartThrowsAnErrorHasFailedAndTheStandbyStays() {
        sources.show(new VideoSource() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Playback start(VideoSettings wanted, MediaSink sink) {
                throw new NoClassDefFoundError("a failure of this test");
            }
        });
        tasks.pass(0);

        assertThat(events)
                .containsExactly(new Failed(
                        "broken",
                        "source broken cannot be opened: java.lang.NoClassDefFoundError: a failure of this test"));
        assertThat(sources.shown()).isEqualTo("standby");
    }

    private void send(HandSource source) {
        tasks.pass(FRAME);
        source.send(now.get());
    }

    @Test
    void aLiveSourceIsShownFromItsFirstPictureOn() {
        sources.show(camera);
        send(standby);
        assertThat(sources.shown()).isEqualTo("standby");
        assertThat(events).isEmpty();

        send(camera);
        send(standby);

        assertThat(sources.shown()).isEqualTo("camera");
        assertThat(events).containsExactly(new Shown("camera", false));
        assertThat(output).containsExactly(true, false, true);
        assertThat(standby.active).isFalse();
    }

    @Test
    void aSourceThatCannotBeOpenedChangesNothing() {
        camera.refusal = "source camera cannot be opened: no signal";
        sources.show(camera);
        send(standby);

        assertThat(events).containsExactly(new Failed("camera", "source camera cannot be opened: no signal"));
        assertThat(output).containsExactly(true, false);
        assertThat(standby.active).isTrue();
    }

    @Test
    void theStandbyTakesOverWhenTheLiveSourceEnds() {
        sources.show(camera);
        send(camera);
        camera.end();
        assertThat(standby.active).isTrue();
        send(standby);

        assertThat(camera.closed).isTrue();
        assertThat(events).containsExactly(new Shown("camera", false), new Ended("camera"), new Shown("standby", true));
    }

    @Test
    void theStandbyTakesOverWhenTheLiveSourceFails() {
        sources.show(camera);
        send(camera);
        camera.fail("source camera cannot be read on: cable");
        send(standby);

        assertThat(camera.closed).isTrue();
        assertThat(events).contains(new Failed("camera", "source camera cannot be read on: cable"));
        assertThat(sources.shown()).isEqualTo("standby");
    }

    @Test
    void aSilentLiveSourceIsReplacedUntilItsNextPicture() {
        sources.show(camera);
        send(camera);
        tasks.pass(19 * SECOND / 10);
        assertThat(standby.active).isFalse();

        tasks.pass(SECOND / 5);
        assertThat(events).contains(new Stalled("camera", 2000));
        assertThat(standby.active).isTrue();
        assertThat(camera.closed).isFalse();
        send(standby);
        assertThat(sources.shown()).isEqualTo("standby");

        send(camera);
        assertThat(sources.shown()).isEqualTo("camera");
        assertThat(standby.active).isFalse();

        tasks.pass(3 * SECOND);
        assertThat(events).filteredOn(event -> event instanceof Stalled).hasSize(2);
    }

    @Test
    void theLastOfSeveralSourcesWins() {
        sources.show(camera);
        sources.show(film);
        camera.send(now.get());
        send(film);

        assertThat(camera.closed).isTrue();
        assertThat(events).containsExactly(new Shown("film", false));
    }

    @Test
    void oneLiveSourceFollowsAnotherWithoutTheStandbyBetween() {
        sources.show(camera);
        send(camera);
        sources.show(film);
        send(camera);
        assertThat(camera.closed).isFalse();
        send(film);

        assertThat(camera.closed).isTrue();
        assertThat(events).containsExactly(new Shown("camera", false), new Shown("film", false));
    }

    @Test
    void aSourceThatIsReplacedWhileItIsBeingOpenedIsClosed() {
        tasks.hold();
        sources.show(camera);
        sources.showStandby();
        tasks.pass(FRAME);

        assertThat(camera.starts).hasValue(1);
        assertThat(camera.closed).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void theStandbyRestsWhileNobodyWatchesAndPlaysAtOnceForTheFirst() {
        watched = false;
        sources.watchedChanged();
        assertThat(standby.active).isFalse();
        watched = true;
        sources.watchedChanged();
        assertThat(standby.active).isTrue();
    }

    @Test
    void aStandbyThatFailsIsOpenedAgainAfterEverLongerPauses() {
        standby.fail("source standby cannot be read on: gone");
        standby.refusal = "source standby cannot be opened: gone";
        tasks.pass(SECOND);
        tasks.pass(2 * SECOND);
        assertThat(events).filteredOn(event -> event instanceof Failed).hasSize(3);
        standby.refusal = null;
        tasks.pass(3 * SECOND);
        assertThat(standby.starts).hasValue(1);
        tasks.pass(SECOND);
        assertThat(standby.starts).hasValue(2);

        send(standby);
        assertThat(sources.shown()).isEqualTo("standby");
    }

    @Test
    void aSourceThatIsKeptIsOpenedAgainAfterEverLongerPausesWhenItFails() {
        camera.refusal = "source camera cannot be opened: no signal";
        sources.keepShowing(camera);
        tasks.pass(SECOND);
        tasks.pass(2 * SECOND);
        assertThat(events).filteredOn(event -> event instanceof Failed).hasSize(3);
        camera.refusal = null;
        tasks.pass(4 * SECOND);
        send(camera);
        assertThat(sources.shown()).isEqualTo("camera");

        camera.fail("source camera cannot be read on: cable");
        send(standby);
        assertThat(sources.shown()).isEqualTo("standby");
        tasks.pass(SECOND);
        send(camera);
        assertThat(sources.shown()).isEqualTo("camera");
        assertThat(camera.starts).hasValue(2);
    }

    @Test
    void aSourceThatIsKeptIsLetGoWhenSomethingElseIsAskedFor() {
        sources.keepShowing(camera);
        send(camera);
        camera.fail("source camera cannot be read on: cable");
        sources.show(film);
        send(film);
        tasks.pass(60 * SECOND);
        assertThat(camera.starts).hasValue(1);

        sources.keepShowing(camera);
        camera.fail("source camera cannot be read on: cable");
        sources.showStandby();
        tasks.pass(60 * SECOND);
        assertThat(camera.starts).hasValue(2);
    }

    @Test
    void aSourceThatIsMerelyShownIsNotOpenedAgain() {
        sources.show(camera);
        send(camera);
        camera.fail("source camera cannot be read on: cable");
        tasks.pass(60 * SECOND);

        assertThat(camera.starts).hasValue(1);
    }
}
