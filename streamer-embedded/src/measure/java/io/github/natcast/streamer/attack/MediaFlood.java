package io.github.natcast.streamer.attack;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/**
 * RTP and RTCP at 50,000 a second: garbage, from a stranger's address; an authentic packet of a viewer over and over,
 * from its own address; and that packet and others in its name, from another.
 */
final class MediaFlood implements Attack {
    private final Kind kind;

    /** What is sent. */
    enum Kind {
        GARBAGE,
        REPLAYED,
        SPOOFED
    }

    MediaFlood(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return switch (kind) {
            case GARBAGE -> "media-garbage";
            case REPLAYED -> "media-replayed";
            case SPOOFED -> "media-spoofed";
        };
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws IOException, InterruptedException {
        Random random = new Random(2);
        try (Guest guest = Guest.join(target.addresses().attacker(), target.http());
                Flood stranger = new Flood(target.addresses().attacker(1), target.media(), tally)) {
            Feedback feedback = new Feedback(guest);
            byte[] authentic = feedback.seal(feedback.pictureLoss());
            guest.peer().send(authentic);
            switch (kind) {
                case GARBAGE -> stranger.run(Flood.PER_SECOND, deadline, number -> garbage(random, number));
                case REPLAYED -> {
                    Pace pace = new Pace(Flood.PER_SECOND);
                    while (!deadline.isOver()) {
                        for (int due = pace.due(); due > 0; due--) {
                            guest.peer().send(authentic);
                        }
                        Thread.sleep(1);
                    }
                    pace.tell(tally);
                }
                case SPOOFED ->
                    stranger.run(Flood.PER_SECOND, deadline, number -> {
                        byte[] packet = (number & 1) == 0 ? authentic : feedback.unsealed(number);
                        return packet;
                    });
            }
        }
    }

    /** RTP of H.264's payload type, or RTCP of a random kind, both of random content. */
    private static byte[] garbage(Random random, long number) {
        byte[] packet = new byte[20 + random.nextInt(200)];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        packet[1] = (byte) ((number & 1) == 0 ? 102 : 200 + random.nextInt(8));
        if ((number & 1) != 0) {
            Bytes.put16(packet, 2, packet.length / 4 - 1);
        }
        return Arrays.copyOf(packet, packet.length);
    }
}
