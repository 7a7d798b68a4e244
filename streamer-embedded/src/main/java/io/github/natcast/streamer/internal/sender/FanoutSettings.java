package io.github.natcast.streamer.internal.sender;

import java.time.Duration;

/**
 * How frames reach viewers. Immutable.
 *
 * @param senderThreads threads, each with a socket of its own and a share of the viewers; 1 to 64
 * @param queueCapacity frames of all broadcasts that may wait for one sender thread; a power of two, 2 to 4096. When it
 *     is full, frames are dropped up to the next key frame
 * @param queueDelay frames that waited longer for their sender thread are dropped up to the next key frame, since late
 *     pictures are worse than missing ones; 1 ms or longer
 * @param burstPackets packets of one stream that leave at once; the rest of a larger frame leaves within the next tens
 *     of milliseconds; 1 or more
 * @param joinWindow a new viewer gets the running group of pictures if its key frame is not older than this; otherwise
 *     a key frame is requested
 * @param reportInterval mean time between a viewer's sender reports; 100 ms or longer
 * @param retransmissionHistory how long a frame is kept, so that its packets can be sent again; at most 256 frames are
 * @param retransmissionShare bytes sent again, as a share of the bytes sent; above 0, at most 1
 */
public record FanoutSettings(
        int senderThreads,
        int queueCapacity,
        Duration queueDelay,
        int burstPackets,
        Duration joinWindow,
        Duration reportInterval,
        Duration retransmissionHistory,
        double retransmissionShare) {

    public FanoutSettings {
        require(senderThreads >= 1 && senderThreads <= 64, "sender threads", senderThreads, "1 to 64");
        require(
                queueCapacity >= 2 && queueCapacity <= 4096 && Integer.bitCount(queueCapacity) == 1,
                "queue capacity",
                queueCapacity,
                "a power of two from 2 to 4096");
        require(queueDelay.toMillis() >= 1, "queue delay", queueDelay, "1 ms or longer");
        require(burstPackets >= 1, "burst packets", burstPackets, "1 or more");
        require(!joinWindow.isNegative(), "join window", joinWindow, "zero or longer");
        require(reportInterval.toMillis() >= 100, "report interval", reportInterval, "100 ms or longer");
        require(!retransmissionHistory.isNegative(), "retransmission history", retransmissionHistory, "zero or longer");
        require(
                retransmissionShare > 0 && retransmissionShare <= 1,
                "retransmission share",
                retransmissionShare,
                "above 0 and at most 1");
    }

    /** One sender thread: it carries hundreds of viewers. */
    public static FanoutSettings ofDefaults() {
        return new FanoutSettings(
                1,
                64,
                Duration.ofMillis(250),
                32,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                Duration.ofMillis(1500),
                0.25);
    }

    public FanoutSettings withSenderThreads(int count) {
        return new FanoutSettings(
                count,
                queueCapacity,
                queueDelay,
                burstPackets,
                joinWindow,
                reportInterval,
                retransmissionHistory,
                retransmissionShare);
    }

    private static void require(boolean holds, String name, Object value, String limit) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + " but must be " + limit);
        }
    }
}
