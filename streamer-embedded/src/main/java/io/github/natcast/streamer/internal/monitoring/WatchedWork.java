package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What must go on while somebody watches: pictures and sound are encoded, packets are sent, and the thread that manages
 * connections does its tasks. Work whose failure is known is left out, since the health has that reason already.
 * Confined to the watchdog's thread.
 */
final class WatchedWork {
    private final Monitored monitored;
    private final ControlLoop control;
    private final AtomicLong answered = new AtomicLong();
    private long asked;

    WatchedWork(Monitored monitored, ControlLoop control) {
        this.monitored = monitored;
        this.control = control;
    }

    List<Watchdog.Work> now() {
        List<Watchdog.Work> all = new ArrayList<>();
        all.add(control());
        all.add(sending());
        for (MonitoredChannel channel : monitored.channels().get()) {
            String where = channel.isDefault() ? "" : " in channel " + channel.name();
            for (EncodingStatus status : channel.media().video().status()) {
                boolean due = status.failure().isEmpty() && channel.viewersOf().applyAsInt(status.format()) > 0;
                all.add(new Watchdog.Work(status.format() + " is encoded" + where, due, status.frames()));
            }
            channel.audio().map(report -> report.health(channel.name())).ifPresent(audio -> {
                boolean due = audio.failure().isEmpty() && audio.viewers() > 0;
                all.add(new Watchdog.Work("sound is encoded" + where, due, audio.frames()));
            });
        }
        return all;
    }

    /** Asks again only when it has answered: a thread that hangs collects no tasks. */
    private Watchdog.Work control() {
        long done = answered.get();
        if (done == asked) {
            asked++;
            long asking = asked;
            control.execute(() -> answered.set(asking));
        }
        return new Watchdog.Work("connections of viewers are managed", true, done);
    }

    private Watchdog.Work sending() {
        boolean due = false;
        long packets = 0;
        for (Viewer viewer : monitored.registry().viewers()) {
            if (viewer.state() == ViewerState.CONNECTED) {
                due = true;
                packets += viewer.stats().map(ViewerStats::packetsSent).orElse(0L);
            }
        }
        return new Watchdog.Work("viewers are sent anything", due, packets);
    }
}
