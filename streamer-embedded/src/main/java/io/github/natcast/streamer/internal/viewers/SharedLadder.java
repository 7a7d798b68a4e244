package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.Encoding;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import io.github.natcast.streamer.internal.rate.RateReport;
import io.github.natcast.streamer.internal.rate.Renditions;
import io.github.natcast.streamer.internal.sender.Broadcast;
import io.github.natcast.streamer.internal.sender.VideoLadder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One format's renditions, each a broadcast that is encoded as long as some viewer is subscribed to it. An encoding is
 * made when somebody first wants it. Thread-safe; what sender threads ask takes no lock.
 */
final class SharedLadder implements Renditions {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedLadder.class);

    private final VideoEncodings encodings;
    private final EncodingFormat format;
    private volatile List<Rendition> renditions;
    /** The same with what they aim at now. */
    private volatile List<Rendition> targets;

    private final CopiedScale scale = new CopiedScale();
    private volatile int usable;
    private final AtomicReferenceArray<@Nullable Encoding> made;
    private final List<CountedSubscription> shared = new ArrayList<>();
    private final VideoLadder ladder;
    private final Set<VideoHold> viewers = ConcurrentHashMap.newKeySet();
    private volatile LowestTarget lowest;
    /** The rendition whose encoder aims at what the poorest path carries. Confined to the control thread. */
    private int aimed;

    /** @param broadcasts opens a broadcast whose requests for key frames go to the given task */
    SharedLadder(VideoEncodings encodings, EncodingFormat format, Function<Runnable, Broadcast> broadcasts) {
        this.encodings = encodings;
        this.format = format;
        renditions = encodings.settings().ladder();
        targets = renditions;
        usable = renditions.size();
        aimed = usable - 1;
        made = new AtomicReferenceArray<>(renditions.size());
        List<Broadcast> opened = new ArrayList<>();
        for (Rendition rendition : renditions) {
            int index = rendition.index();
            Broadcast broadcast = broadcasts.apply(() -> requestKeyFrame(index));
            opened.add(broadcast);
            shared.add(new CountedSubscription(broadcast, () -> encoding(index).subscribe(broadcast::onFrame)::close));
        }
        ladder = new VideoLadder(opened, this);
        lowest = new LowestTarget(renditions, encodings.settings().minimumBitrate());
    }

    /** A viewer's hold, which begins with the full rendition once it is started. */
    VideoSubscription subscribe() {
        return new VideoSubscription(this);
    }

    /** The hold of a receiver of several renditions at once, the largest picture first. */
    LayeredSubscription subscribe(List<Integer> chosen) {
        return new LayeredSubscription(this, chosen);
    }

    void joined(VideoHold viewer) {
        viewers.add(viewer);
    }

    void left(VideoHold viewer) {
        viewers.remove(viewer);
    }

    /**
     * Has the smallest rendition's encoder aim at what the poorest path carries that is sent it, and all smaller ones
     * at less than what the full one has. Returns whether anybody watches. Confined to the control thread.
     */
    boolean follow(long now) {
        int smallest = count() - 1;
        if (smallest != aimed) {
            // It was the smallest only while an encoder failed, or with other settings.
            aim(aimed, targets.get(aimed).bitrate());
            aimed = smallest;
        }
        if (smallest > 0 && scale.follows(bitsPerSecond(0))) {
            targets = scale.targets(renditions, encodings.settings().minimumBitrate());
            lowest = new LowestTarget(targets, encodings.settings().minimumBitrate());
            for (int index = 1; index < smallest; index++) {
                aim(index, targets.get(index).bitrate());
            }
        }
        boolean watched = !viewers.isEmpty();
        if (made.get(smallest) != null) {
            aim(smallest, watched ? lowest.update(smallest, reports(), now) : lowest.restart(smallest));
        }
        return watched;
    }

    private void aim(int index, int bitrate) {
        Encoding encoding = made.get(index);
        if (encoding != null && bitrate != encoding.bitrate()) {
            LOGGER.debug("{} aims at {} bit/s", format.withRendition(index), bitrate);
            encoding.bitrate(bitrate);
        }
    }

    private List<RateReport> reports() {
        return viewers.stream().flatMap(viewer -> viewer.rate().stream()).toList();
    }

    CountedSubscription.Subscription subscribe(int index) {
        return shared.get(index).subscribe();
    }

    VideoLadder ladder() {
        return ladder;
    }

    /** Whether viewers are sent what their paths carry. */
    boolean adapts() {
        return encodings.settings().adaptation();
    }

    Rendition rendition(int index) {
        return renditions.get(index);
    }

    /** Viewers that are sent a rendition, or will be. */
    int viewers(int index) {
        return index < shared.size() ? shared.get(index).viewers() : 0;
    }

    /** Without those from the first one on that has no working encoder. */
    @Override
    public int count() {
        int most = usable;
        for (int index = 1; index < most; index++) {
            Encoding encoding = made.get(index);
            if (encoding != null && !encoding.isUsable()) {
                return index;
            }
        }
        return most;
    }

    @Override
    public long bitsPerSecond(int index) {
        Encoding encoding = made.get(index);
        return encoding == null ? targets.get(index).bitrate() : encoding.sentBitrate();
    }

    /**
     * Follows the encodings' new settings. There are never more renditions than at first; viewers of those that the new
     * settings do not have are switched to a larger one.
     */
    void change() {
        renditions = encodings.ladder().subList(0, made.length());
        scale.restart();
        targets = renditions;
        usable = Math.min(encodings.settings().ladder().size(), made.length());
        lowest = new LowestTarget(targets, encodings.settings().minimumBitrate());
    }

    /** Has the sender threads forget its broadcasts. */
    void close() {
        ladder.broadcasts().forEach(Broadcast::close);
    }

    private Encoding encoding(int index) {
        Encoding encoding = encodings.of(format.withRendition(index));
        if (made.getAndSet(index, encoding) == null && index > 0) {
            encoding.bitrate(targets.get(index).bitrate());
        }
        return encoding;
    }

    private void requestKeyFrame(int index) {
        Encoding encoding = made.get(index);
        if (encoding != null) {
            encoding.requestKeyFrame();
        }
    }
}
