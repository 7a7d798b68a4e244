package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.ViewerStats;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What must go on: the threads that manage connections and answer HTTP do their tasks, and, while somebody watches,
 * pictures and sound are encoded and what came out is sent. Work whose failure is known is left out, since the health
 * has that reason already; so is what a source that rests gives no occasion for. Confined to the watchdog's thread.
 */
final class WatchedWork {
    private final Monitored monitored;
    private final List<Pulse> pulses = new ArrayList<>();
    private final Map<String, Sending> sending = new HashMap<>();

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
        // Before the frames: what has come out by then, and is not counted as sent, is still on its way.
        Map<String, Long> packets = packets();
        List<MonitoredChannel> channels = monitored.channels().get();
        sending.keySet().retainAll(channels.stream().map(MonitoredChannel::name).toList());
        for (MonitoredChannel channel : channels) {
            String where = channel.isDefault() ? "" : " in channel " + channel.name();
            Map<EncodingFormat, Long> frames = new HashMap<>();
            for (EncodingStatus status : channel.media().video().status()) {
                boolean wanted =
                        status.failure().isEmpty() && channel.viewersOf().applyAsInt(status.format()) > 0;
                all.add(new Watchdog.Work(
                        status.format() + " is encoded" + where, wanted && status.due(), status.frames()));
                if (wanted) {
                    frames.put(status.format(), status.frames());
                }
            }
            all.add(sending.computeIfAbsent(channel.name(), name -> new Sending("viewers are sent anything" + where))
                    .take(packets.get(channel.name()), frames));
            channel.audio().map(report -> report.health(channel.name())).ifPresent(audio -> {
                boolean due = audio.failure().isEmpty() && audio.viewers() > 0;
                all.add(new Watchdog.Work("sound is encoded" + where, due, audio.frames()));
            });
        }
        return all;
    }

    /** What was sent to those who watch, by channel; channels where nobody does are left out. */
    private Map<String, Long> packets() {
        Map<String, Long> all = new HashMap<>();
        for (Viewer viewer : monitored.registry().viewers()) {
            if (viewer.state() == ViewerState.CONNECTED) {
                all.merge(
                        viewer.channel(),
                        viewer.stats().map(ViewerStats::packetsSent).orElse(0L),
                        Long::sum);
            }
        }
        return all;
    }
}
