package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.answer.Serving;
import io.github.natcast.streamer.internal.channels.ChannelEvents;
import io.github.natcast.streamer.internal.channels.ChannelSet;
import io.github.natcast.streamer.internal.channels.OpenChannel;
import io.github.natcast.streamer.internal.channels.PipelineOpener;
import io.github.natcast.streamer.internal.channels.ViewersOpener;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.publish.Publications;
import io.github.natcast.streamer.internal.viewers.ChannelViewers;
import io.github.natcast.streamer.internal.warmup.UsableEncodings;
import java.util.List;
import java.util.function.Function;

/**
 * Puts channels together: what each has of its own, on the parts that all share. Immutable, and thread-safe.
 *
 * @param defaults the default channel's settings
 * @param usable what can be encoded with them
 * @param serving the shared parts
 * @param publications of all channels
 * @param events makes the one who hears what happens in a channel, by its name
 */
record ChannelAssembly(
        ChannelSettings defaults,
        UsableEncodings usable,
        EncoderFactory encoders,
        PipelineOpener pipelines,
        ViewersOpener viewers,
        Serving serving,
        Publications publications,
        Function<String, ChannelEvents> events) {

    /** Opens a channel with its source; blocks as long as that takes. */
    OpenChannel open(String name, ChannelSettings settings, ChannelSet owner)
            throws MediaSourceException, EncoderException {
        UsableEncodings encodings = usableWith(settings);
        ChannelEvents heard = events.apply(name);
        MediaPipeline media = pipelines.open(settings, heard);
        return of(name, settings, media, encodings, heard, owner);
    }

    /** The default channel, whose pipeline is open and warm. */
    OpenChannel of(String name, ChannelSettings settings, MediaPipeline media, ChannelEvents heard, ChannelSet owner) {
        return of(name, settings, media, usable, heard, owner);
    }

    private OpenChannel of(
            String name,
            ChannelSettings settings,
            MediaPipeline media,
            UsableEncodings encodings,
            ChannelEvents heard,
            ChannelSet owner) {
        ChannelViewers watching = new ChannelViewers(name, serving.registry(), settings.maximumViewers());
        return new OpenChannel(
                settings,
                media,
                watching,
                viewers.open(serving, watching, settings, media.video(), media.audio(), encodings),
                heard,
                owner,
                publications);
    }

    /** What was found out at the start holds for channels with the same codecs and encoder. */
    private UsableEncodings usableWith(ChannelSettings settings) throws EncoderException {
        VideoSettings video = settings.video();
        boolean sameEncoder = video.encoder().equals(defaults.video().encoder());
        if (sameEncoder
                && settings.codecs().equals(defaults.codecs())
                && video.h264Profile() == defaults.video().h264Profile()) {
            return usable;
        }
        return usable.lookUp(settings.codecs(), video, encoders, sameEncoder ? defaults.codecs() : List.of());
    }
}
