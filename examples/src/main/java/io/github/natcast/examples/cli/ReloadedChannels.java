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
    private Map<String, ChannelOption> inForce;

    /** @param started the channels that are open since the start */
    ReloadedChannels(Streamer streamer, Map<String, ChannelOption> started) {
        this.streamer = streamer;
        this.inForce = started;
    }

    /**
     * What fails for one channel is logged, and the others go on; it is tried again with the next reading.
     *
     * @param options of all channels, by name
     * @param settings of the same channels
     */
    void take(Map<String, ChannelOption> options, Map<String, ChannelSettings> settings) {
        Map<String, ChannelOption> taken = new LinkedHashMap<>();
        inForce.keySet().stream().filter(name -> !options.containsKey(name)).forEach(name -> close(name, "over"));
        options.forEach((name, option) -> {
            ChannelOption before = inForce.get(name);
            Optional<Channel> open = streamer.channel(name);
            if (open.isPresent() && before != null && option.reopens(before)) {
                close(name, "about to get other settings");
                open = Optional.empty();
            }
            ChannelSettings wanted = settings.get(name);
            if (wanted != null
                    && (open.isPresent() ? change(open.get(), wanted, option, before) : open(name, wanted))
                    && publish(name, option, before)) {
                taken.put(name, option);
            }
        });
        inForce = taken;
    }

    private void close(String name, String why) {
        streamer.channel(name).ifPresent(channel -> {
            channel.close("the channel is " + why);
            LOGGER.info("channel {} is {}", name, why);
        });
    }

    private boolean open(String name, ChannelSettings settings) {
        try {
            streamer.open(name, settings);
            LOGGER.info("channel {} is open", name);
            return true;
        } catch (StreamerException | IllegalArgumentException e) {
            LOGGER.warn("channel {} cannot be opened: {}", name, e.getMessage());
            return false;
        }
    }

    /** What is published already stays, where the channel was not closed meanwhile. */
    private boolean publish(String name, ChannelOption option, @Nullable ChannelOption before) {
        Optional<Channel> channel = streamer.channel(name);
        PublishTargets none = new PublishTargets("", "", List.of(), List.of(), false);
        PublishTargets published = before == null || option.reopens(before) ? none : before.publications();
        try {
            PublishTargets wanted = option.publications();
            wanted.check();
            if (channel.isPresent() && !wanted.equals(published)) {
                wanted.replace(published, streamer, channel.get());
            }
            return true;
        } catch (UserException e) {
            LOGGER.warn("channel {} is published as before: {}", name, e.getMessage());
            return false;
        }
    }

    /** Without an interruption. */
    private static boolean change(
            Channel channel, ChannelSettings wanted, ChannelOption option, @Nullable ChannelOption before) {
        channel.video(changeable(channel.settings().video(), wanted.video()));
        channel.maximumViewers(wanted.maximumViewers().orElse(Integer.MAX_VALUE));
        if (before == null || option.showsOther(before)) {
            channel.show(wanted.source());
        }
        return true;
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
