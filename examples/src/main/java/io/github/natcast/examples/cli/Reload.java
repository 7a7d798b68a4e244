package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.config.Changes;
import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.topology.PublicAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again, and has a running streamer take what it can take; says what changed and what needs a
 * restart. A file with a mistake changes nothing. Confined to one thread at a time: that of the signal.
 */
final class Reload {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reload.class);

    private static final Set<String> ADDRESSES = Set.of("--public-address");
    private static final Set<String> SOURCE =
            Set.of("--source", "--copy", "--no-loop", "--rtsp-transport", "--source-option", "--source-token-file");
    private static final Set<String> VIDEO = Set.of("--size", "--fps", "--bitrate", "--min-bitrate", "--renditions");

    private static final Set<String> PUBLISHING = Set.of("--publish", "--publish-token", "--publish-simulcast");

    /** Channels have the settings of the channel live where they name none. */
    private static final Set<String> CHANNELS =
            Stream.concat(VIDEO.stream(), Stream.of("--channel")).collect(Collectors.toUnmodifiableSet());

    private final Streamer streamer;
    private final Reading reading;
    private final Changes changes;
    private final ReloadedChannels channels;
    private PublishTargets published;

    /** @param started what the streamer was made of */
    Reload(Streamer streamer, Configured started, Reading reading) {
        this.streamer = streamer;
        this.reading = reading;
        this.changes = new Changes(started.layers());
        this.published = started.command().targets();
        this.channels =
                new ReloadedChannels(streamer, started.command().channels().byName());
    }

    /** Gives what is configured now. */
    @FunctionalInterface
    interface Reading {
        Configured read() throws UserException;
    }

    synchronized void run() {
        try {
            take(reading.read());
        } catch (UserException | IllegalArgumentException e) {
            LOGGER.warn("the configuration was read again and stays as it was: {}", e.getMessage());
        } catch (IllegalStateException e) {
            LOGGER.info("the configuration is not read again: {}", e.getMessage()); // it ends just now
        }
    }

    private void take(Configured next) throws UserException {
        Set<String> changed = changes.to(next.layers());
        Set<String> taken = new LinkedHashSet<>();
        for (Step step : steps(next)) {
            List<String> touched =
                    changed.stream().filter(step.options()::contains).toList();
            if (!touched.isEmpty() && step.action().take()) {
                changes.applied(touched, next.layers());
                taken.addAll(touched);
            }
        }
        changed.removeAll(taken);
        if (taken.isEmpty() && changed.isEmpty()) {
            LOGGER.info("the configuration was read again: nothing has changed");
        }
        if (!taken.isEmpty()) {
            LOGGER.info("the configuration was read again: {} changed", Changes.keys(taken));
        }
        if (!changed.isEmpty()) {
            LOGGER.warn("{} cannot change without a restart", Changes.keys(changed));
        }
    }

    /**
     * What can change while it runs.
     *
     * @param options the flags that it is about
     * @param action takes their new values
     */
    private record Step(Set<String> options, Action action) {}

    /** Returns whether the new value could be taken. */
    @FunctionalInterface
    private interface Action {
        boolean take() throws UserException;
    }

    private List<Step> steps(Configured next) {
        ServeCommand command = next.command();
        return List.of(
                new Step(ADDRESSES, () -> publicAddresses(command.network().publicAddresses())),
                new Step(Set.of("--ice-servers"), () -> {
                    streamer.iceServers(command.network().iceServers());
                    return true;
                }),
                new Step(Set.of("--max-viewers"), () -> {
                    streamer.maximumViewers(command.network().maximumViewers());
                    return true;
                }),
                new Step(VIDEO, () -> video(command.video())),
                new Step(PUBLISHING, () -> publish(command.targets())),
                new Step(SOURCE, () -> show(command.sourceAgain())),
                new Step(CHANNELS, () -> {
                    channels.take(command.channels().byName(), command.others());
                    return true;
                }));
    }

    private boolean publicAddresses(Optional<List<PublicAddress>> addresses) {
        addresses.ifPresent(streamer::publicAddresses);
        return addresses.isPresent();
    }

    private boolean video(VideoSettings wanted) {
        Channel live = streamer.channel(Channel.DEFAULT_NAME).orElseThrow(IllegalStateException::new);
        live.video(ReloadedChannels.changeable(live.settings().video(), wanted));
        return true;
    }

    private boolean publish(PublishTargets wanted) throws UserException {
        wanted.check();
        Channel live = streamer.channel(Channel.DEFAULT_NAME).orElseThrow(IllegalStateException::new);
        wanted.replace(published, streamer, live);
        published = wanted;
        return true;
    }

    private boolean show(Optional<VideoSource> source) {
        source.ifPresent(streamer::show);
        return source.isPresent();
    }
}
