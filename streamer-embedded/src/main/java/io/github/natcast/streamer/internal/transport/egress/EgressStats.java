package io.github.natcast.streamer.internal.transport.egress;

/**
 * How media has left, over all sender threads. Immutable: a reading at one moment, whose parts may be a packet apart.
 *
 * @param segmented whether runs of packets go to the kernel in one call
 * @param reason why, or why not; a sentence without its full stop
 * @param calls to the operating system
 * @param packets that it took
 * @param runs of two packets or more that it was given in one call
 * @param runPackets packets of those that it took
 * @param packetsLost packets that it did not take
 * @param full of those, packets for which the send buffer had no room
 * @param refusals remote addresses to which runs go packet by packet, because a device or the path refuses them
 */
public record EgressStats(
        boolean segmented,
        String reason,
        long calls,
        long packets,
        long runs,
        long runPackets,
        long packetsLost,
        long full,
        long refusals) {}
