package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.publish.Publication;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one channel is published to just now, whatever was wanted. Confined to the thread that reads the configuration
 * again.
 */
final class OpenPublications {
    private final List<PublishTargets.Target> open = new ArrayList<>();

    /** None, of a channel that was just opened. */
    OpenPublications() {}

    /** @param started that the channel is published to since the start, so that they were checked then */
    OpenPublications(PublishTargets started) {
        try {
            open.addAll(started.targets());
        } catch (UserException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Closes what is not wanted and opens what is; who stays is not interrupted. What was opened before a failure stays
     * open, and the next call goes on from there.
     *
     * @throws UserException when a target is of no use; before anything changes, where that can be told without opening
     */
    void become(PublishTargets wanted, Streamer streamer, Channel channel) throws UserException {
        wanted.check();
        List<PublishTargets.Target> now = wanted.targets();
        for (PublishTargets.Target target : List.copyOf(open)) {
            if (!now.contains(target)) {
                streamer.publications().stream()
                        .filter(publication -> publication.channel().equals(channel.name())
                                && publication.target().equals(target.url()))
                        .findFirst()
                        .ifPresent(Publication::close);
                open.remove(target);
            }
        }
        for (int i = 0; i < now.size(); i++) {
            if (!open.contains(now.get(i))) {
                wanted.open(i, channel::publish);
                open.add(now.get(i));
            }
        }
    }
}
