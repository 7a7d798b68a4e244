package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.internal.channels.ChannelEvents;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.switching.SourceEvent;
import io.github.natcast.streamer.internal.media.video.EncodingEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** What happens to the sources and encoders of one channel, in the words of the API, without secrets. Thread-safe. */
public final class ChannelEventLog implements ChannelEvents {
    private final String channel;
    private final BiConsumer<StreamerEvent, String> to;
    private final Map<EncodingFormat, String> encoders = new ConcurrentHashMap<>();

    /** @param to takes each event with the channel's name */
    ChannelEventLog(String channel, BiConsumer<StreamerEvent, String> to) {
        this.channel = channel;
        this.to = to;
    }

    @Override
    public void accept(SourceEvent event) {
        if (event instanceof SourceEvent.Shown shown) {
            tell(new StreamerEvent.SourceShown(channel, plain(shown.source()), shown.standby()));
        } else if (event instanceof SourceEvent.Ended ended) {
            tell(new StreamerEvent.SourceEnded(channel, plain(ended.source())));
        } else if (event instanceof SourceEvent.Failed failed) {
            tell(new StreamerEvent.SourceFailed(channel, plain(failed.source()), plain(failed.reason())));
        } else if (event instanceof SourceEvent.Stalled stalled) {
            tell(new StreamerEvent.SourceStalled(
                    channel, plain(stalled.source()), Duration.ofMillis(stalled.silentMillis())));
        }
    }

    @Override
    public void accept(EncodingEvent event) {
        if (event instanceof EncodingEvent.EncoderOpened opened) {
            opened(opened.format(), opened.encoder());
        } else if (event instanceof EncodingEvent.EncoderFailed failed) {
            failed(failed.format(), Optional.of(failed.encoder()), failed.reason());
        } else if (event instanceof EncodingEvent.EncodingFailed failed) {
            failed(failed.format(), Optional.empty(), failed.reason());
        } else if (event instanceof EncodingEvent.RenditionFailed failed) {
            failed(failed.format(), Optional.empty(), failed.reason());
        } else if (event instanceof EncodingEvent.PictureRefused refused) {
            tell(new StreamerEvent.PictureRefused(
                    channel, refused.format().codec(), refused.format().toString(), plain(refused.reason())));
        }
    }

    private void opened(EncodingFormat format, String encoder) {
        Optional<String> before =
                Optional.ofNullable(encoders.put(format, encoder)).filter(last -> !last.equals(encoder));
        tell(new StreamerEvent.EncoderOpened(
                channel, format.codec(), format.toString(), format.rendition(), encoder, before));
    }

    private void failed(EncodingFormat format, Optional<String> encoder, String reason) {
        tell(new StreamerEvent.EncoderFailed(
                channel, format.codec(), format.toString(), format.rendition(), encoder, plain(reason)));
    }

    private void tell(StreamerEvent event) {
        to.accept(event, channel);
    }

    private static String plain(String text) {
        return Locations.withoutSecrets(text);
    }
}
