package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a running streamer open, change and close the channels beside the channel live. Confined to the thread that reads
 * the configuration again.
 */
final class ReloadedChannels {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReloadedChannels.class);

    private final Streamer streamer;
    private final Map<String, InForce> inForce = new LinkedHashMap<>();

    /**
     * What is so of an open channel, whatever was wanted.
     *
     * @param option what it has
     * @param publications that it really has
     */
    private record InForce(ChannelOption option, OpenPublications publications) {}

    /** @param started the channels that are open since the start */
    ReloadedChannels(Streamer streamer, Map<String, ChannelOption> started) {
        this.streamer = streamer;
        started.forEach(
                (name, option) -> inForce.put(name, new InForce(option, new OpenPublications(option.publications()))));
    }

    /**
     * What fails for one channel is logged, and the others go on.
     *
     * @param options of all channels, by name
     * @param settings of the same channels
     * @return whether all is as wanted; otherwise the next call goes on from what is so then
     */
    boolean take(Map<String, ChannelOption> options, Map<String, ChannelSettings> settings) {
        for (String name : List.copyOf(inForce.keySet())) {
            if (!options.containsKey(name)) {
                close(name, "over");
            }
        }
        boolean all = true;
        for (ChannelOption option : options.values()) {
            all &= take(option, Objects.requireNonNull(settings.get(option.name())));
        }
        return all;
    }

    private boolean take(ChannelOption option, ChannelSettings wanted) {
        String name = option.name();
        InForce before = inForce.get(name);
        if (before != null && option.reopens(before.option())) {
            close(name, "about to get other settings");
        }
        Optional<Channel> open = streamer.channel(name);
        if (open.isPresent()) {
            change(open.get(), wanted, option, before);
        } else {
            before = null;
            open = open(name, wanted);
        }
        if (open.isEmpty()) {
            return false;
        }
        InForce now = new InForce(option, before == null ? new OpenPublications() : before.publications());
        inForce.put(name, now);
        return publish(now, open.get());
    }

    private void close(String name, String why) {
        inForce.remove(name);
        streamer.channel(name).ifPresent(channel -> {
            channel.close("the channel is " + why);
            LOGGER.info("channel {} is {}", name, why);
        });
    }

    private Optional<Channel> open(String name, ChannelSettings settings) {
        try {
            Channel channel = streamer.open(name, settings);
            LOGGER.info("channel {} is open", name);
            return Optional.of(channel);
        } catch (StreamerException | IllegalArgumentException e) {
            LOGGER.warn("channel {} cannot be opened: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean publish(InForce now, Channel channel) {
        try {
            now.publications().become(now.option().publications(), streamer, channel);
            return true;
        } catch (UserException e) {
            LOGGER.warn("channel {} is not published as the file has it: {}", channel.name(), e.getMessage());
            return false;
        }
    }

    /** Without an interruption. */
    private static void change(
            Channel channel, ChannelSettings wanted, ChannelOption option, @Nullable InForce before) {
        channel.video(changeable(channel.settings().video(), wanted.video()));
        channel.maximumViewers(wanted.maximumViewers().orElse(Integer.MAX_VALUE));
        if (before == null || option.showsOther(before.option())) {
            channel.show(wanted.source());
        }
    }

    /** The new settings, as far as a channel takes them while it runs. */
    static VideoSettings changeable(VideoSettings now, VideoSettings wanted) {
        return now.withSize(wanted.width(), wanted.height())
                .withFramesPerSecond(wanted.framesPerSecond())
                .withBitrate(wanted.bitrate())
                .withMinimumBitrate(wanted.minimumBitrate())
                .withRenditions(wanted.renditions());
    }
}
