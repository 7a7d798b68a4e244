package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;

/** Who may watch which channel, and the channels by name. Thread-safe. */
public interface ChannelDirectory {

    /** Decides on one request; never throws. */
    Admission.Decision admit(ViewerRequest request);

    /** Whether {@link #admit} accepts every request, because the program has no say. */
    boolean admitsEveryone();

    /** The open channel of this name. */
    WatchedChannel find(String name) throws OfferRejectedException;

    /** One channel that everybody watches. */
    static ChannelDirectory of(WatchedChannel only) {
        return new ChannelDirectory() {
            @Override
            public Admission.Decision admit(ViewerRequest request) {
                return Admission.watch(Channel.DEFAULT_NAME);
            }

            @Override
            public boolean admitsEveryone() {
                return true;
            }

            @Override
            public WatchedChannel find(String name) {
                return only;
            }
        };
    }
}
