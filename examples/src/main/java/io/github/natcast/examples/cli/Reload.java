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
 * Reads the configuration again, and has a running streamer take what it can take; says what changed, what needs a
 * restart, and what is tried again. A file with a mistake changes nothing. Confined to one thread at a time: that of
 * the signal.
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
    private final OpenPublications published;

    /** @param started what the streamer was made of */
    Reload(Streamer streamer, Configured started, Reading reading) {
        this.streamer = streamer;
        this.reading = reading;
        this.changes = new Changes(started.layers());
        this.published = new OpenPublications(started.command().targets());
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
        for (PublishTargets targets : next.command().allTargets()) {
            targets.check();
        }
        Set<String> changed = changes.to(next.layers());
        Set<String> taken = new LinkedHashSet<>();
        Set<String> failed = new LinkedHashSet<>();
        for (Step step : steps(next)) {
            List<String> touched =
                    changed.stream().filter(step.options()::contains).toList();
            if (!touched.isEmpty()) {
                switch (outcome(step)) {
                    case TAKEN -> taken.addAll(touched);
                    case FAILED -> failed.addAll(touched);
                    case NEEDS_RESTART -> {} // told below
                }
            }
        }
        taken.removeAll(failed);
        changes.applied(taken, next.layers());
        changes.unsettled(failed);
        tell(changed, taken, failed);
    }

    private static Outcome outcome(Step step) {
        try {
            return step.action().take();
        } catch (UserException | IllegalArgumentException e) {
            LOGGER.warn("{}", e.getMessage());
            return Outcome.FAILED;
        }
    }

    private static void tell(Set<String> changed, Set<String> taken, Set<String> failed) {
        if (changed.isEmpty()) {
            LOGGER.info("the configuration was read again: nothing has changed");
        }
        if (!taken.isEmpty()) {
            LOGGER.info("the configuration was read again: {} changed", Changes.keys(taken));
        }
        if (!failed.isEmpty()) {
            LOGGER.warn("{} could not change as a whole; it is tried again at the next reading", Changes.keys(failed));
        }
        changed.removeAll(taken);
        changed.removeAll(failed);
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

    private enum Outcome {
        TAKEN,
        NEEDS_RESTART,
        /** In part at least, for a reason that may be gone at the next reading; the log has said it. */
        FAILED
    }

    @FunctionalInterface
    private interface Action {
        Outcome take() throws UserException;
    }

    private List<Step> steps(Configured next) {
        ServeCommand command = next.command();
        return List.of(
                new Step(ADDRESSES, () -> publicAddresses(command.network().publicAddresses())),
                new Step(Set.of("--ice-servers"), () -> {
                    streamer.iceServers(command.network().iceServers());
                    return Outcome.TAKEN;
                }),
                new Step(Set.of("--max-viewers"), () -> {
                    streamer.maximumViewers(command.network().maximumViewers());
                    return Outcome.TAKEN;
                }),
                new Step(VIDEO, () -> video(command.video())),
                new Step(PUBLISHING, () -> publish(command.targets())),
                new Step(SOURCE, () -> show(command.sourceAgain())),
                new Step(
                        CHANNELS,
                        () -> channels.take(command.channels().byName(), command.others())
                                ? Outcome.TAKEN
                                : Outcome.FAILED));
    }

    private Outcome publicAddresses(Optional<List<PublicAddress>> addresses) {
        addresses.ifPresent(streamer::publicAddresses);
        return addresses.isPresent() ? Outcome.TAKEN : Outcome.NEEDS_RESTART;
    }

    private Outcome video(VideoSettings wanted) {
        Channel live = streamer.channel(Channel.DEFAULT_NAME).orElseThrow(IllegalStateException::new);
        live.video(ReloadedChannels.changeable(live.settings().video(), wanted));
        return Outcome.TAKEN;
    }

    private Outcome publish(PublishTargets wanted) throws UserException {
        Channel live = streamer.channel(Channel.DEFAULT_NAME).orElseThrow(IllegalStateException::new);
        published.become(wanted, streamer, live);
        return Outcome.TAKEN;
    }

    private Outcome show(Optional<VideoSource> source) {
        source.ifPresent(streamer::show);
        return source.isPresent() ? Outcome.TAKEN : Outcome.NEEDS_RESTART;
    }
}
