package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What must go on: the threads that manage connections and answer HTTP do their tasks, and, while somebody watches,
 * pictures and sound are encoded and packets are sent. Work whose failure is known is left out, since the health has
 * that reason already. Confined to the watchdog's thread.
 */
final class WatchedWork {
    private final Monitored monitored;
    private final List<Pulse> pulses = new ArrayList<>();

    /** @param httpLoops the threads that connections are served by; none where the program has a server of its own */
    WatchedWork(Monitored monitored, ControlLoop control, List<? extends Executor> httpLoops) {
        this.monitored = monitored;
        pulses.add(new Pulse("connections of viewers are managed", control));
        for (Executor loop : httpLoops) {
            pulses.add(new Pulse("thread " + pulses.size() + " of " + httpLoops.size() + " for HTTP answers", loop));
        }
    }

    List<Watchdog.Work> now() {
        List<Watchdog.Work> all = new ArrayList<>();
        for (Pulse pulse : pulses) {
            all.add(pulse.take());
        }
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
