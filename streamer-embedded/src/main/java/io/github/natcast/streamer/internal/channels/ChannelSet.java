package io.github.natcast.streamer.internal.channels;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.answer.ChannelDirectory;
import io.github.natcast.streamer.internal.answer.WatchedChannel;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.signaling.SessionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of a streamer by name. Owns them and what they opened, also what a closed one has not freed yet;
 * thread-safe.
 */
public final class ChannelSet implements ChannelDirectory, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    /** Opens what is a channel's own; blocks while its source is opened. */
    @FunctionalInterface
    public interface Opening {
        OpenChannel open(String name, ChannelSettings settings, ChannelSet owner)
                throws MediaSourceException, EncoderException;
    }

    private final int maximum;
    private final Optional<Admission> admission;
    private final BackgroundTasks tasks;
    private final Map<String, OpenChannel> open = new LinkedHashMap<>();
    private final Set<String> opening = new HashSet<>();
    private final Set<OpenChannel> leaving = new LinkedHashSet<>();
    private boolean closed;

    /**
     * @param maximum how many may be open at once, 1 or more
     * @param admission empty for the channel that is named like the session, or else the default one
     * @param tasks frees what closed channels held; outlives this set
     */
    public ChannelSet(int maximum, Optional<Admission> admission, BackgroundTasks tasks) {
        this.maximum = maximum;
        this.admission = admission;
        this.tasks = tasks;
    }

    /**
     * Opens a channel; blocks while {@code parts} does.
     *
     * @throws TooManyChannelsException when no more may be open; nothing stays open
     * @throws IllegalArgumentException when the name is taken, or is none
     * @throws IllegalStateException when this set is closed
     * @throws MediaSourceException when its source refuses
     * @throws EncoderException when none of its codecs can be encoded
     */
    public OpenChannel open(String name, ChannelSettings settings, Opening parts)
            throws MediaSourceException, EncoderException, TooManyChannelsException {
        if (!SessionName.isValid(name)) {
            throw new IllegalArgumentException("channel name \"" + name + "\" must be " + SessionName.rule());
        }
        reserve(name);
        OpenChannel channel = null;
        boolean added = false;
        try {
            channel = parts.open(name, settings, this);
            synchronized (this) {
                added = !closed;
                if (added) {
                    open.put(name, channel);
                }
            }
            requireOpen();
            return channel;
        } finally {
            synchronized (this) {
                opening.remove(name);
            }
            if (channel != null && !added) {
                channel.free();
            }
        }
    }

    private synchronized void reserve(String name) throws TooManyChannelsException {
        requireOpen();
        if (open.containsKey(name) || opening.contains(name)) {
            throw new IllegalArgumentException("a channel named \"" + name + "\" is open already");
        }
        if (open.size() + opening.size() >= maximum) {
            throw new TooManyChannelsException(maximum);
        }
        opening.add(name);
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the streamer is not running");
        }
    }

    /** The open channel of this name. */
    public synchronized Optional<OpenChannel> channel(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /** The open channels, in the order in which they were opened. */
    public synchronized List<OpenChannel> channels() {
        return new ArrayList<>(open.values());
    }

    @Override
    public Admission.Decision admit(ViewerRequest request) {
        if (admission.isEmpty()) {
            String session = request.session();
            return Admission.watch(channel(session).isPresent() ? session : Channel.DEFAULT_NAME);
        }
        try {
            Admission.Decision decision = admission.get().decide(request);
            if (decision != null) {
                return decision;
            }
            LOGGER.error("the admission decided null on {}; the viewer is refused", request);
        } catch (RuntimeException | Error thrown) {
            LOGGER.error("the admission threw on {}; the viewer is refused", request, thrown);
        }
        return Admission.refuse(
                503, "admission_failed", "Whether you may watch could not be found out; please try again later.");
    }

    @Override
    public boolean admitsEveryone() {
        return admission.isEmpty();
    }

    @Override
    public WatchedChannel find(String name) throws OfferRejectedException {
        return channel(name)
                .map(OpenChannel::watched)
                .orElseThrow(() ->
                        new OfferRejectedException(Code.NO_SUCH_CHANNEL, "No channel of this name is open.", name));
    }

    /** Closes encoders that nobody has wanted lately; returns whether there are any. */
    public boolean closeIdleEncoders() {
        boolean any = false;
        for (OpenChannel channel : channels()) {
            any |= channel.media().video().closeIdle();
        }
        return any;
    }

    /** It is closed: its name is free, and what it holds will be. */
    synchronized void left(OpenChannel channel) {
        if (open.remove(channel.name(), channel)) {
            leaving.add(channel);
        }
    }

    void freeInBackground(OpenChannel channel) {
        tasks.run(0, channel::free);
    }

    synchronized void freed(OpenChannel channel) {
        leaving.remove(channel);
    }

    /** Frees all channels, whose viewers are gone by now; waits until everything is closed. Idempotent. */
    @Override
    public void close() {
        List<OpenChannel> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open.values());
            all.addAll(leaving);
            open.clear();
        }
        all.forEach(OpenChannel::free);
    }
}
