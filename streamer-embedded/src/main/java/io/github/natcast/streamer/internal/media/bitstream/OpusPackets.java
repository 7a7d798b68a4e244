package io.github.natcast.streamer.internal.media.bitstream;

/** Reads what Opus packets say of themselves (RFC 6716 §3.1). Stateless. */
public final class OpusPackets {
    /** What fits into one RTP packet. */
    public static final int MOST_BYTES = 1200;

    private static final int MOST_MICROS = 120_000;
    private static final long SHORTEST_NANOS = 10_000_000L;
    private static final long LONGEST_NANOS = 60_000_000L;

    private OpusPackets() {}

    /** Whether it can be sent as it is: undamaged, of 10 to 60 ms, and at most {@link #MOST_BYTES} long. */
    public static boolean isSendable(byte[] packet) {
        long duration = durationNanos(packet);
        return duration >= SHORTEST_NANOS && duration <= LONGEST_NANOS && packet.length <= MOST_BYTES;
    }

    /** How long the packet is heard, in nanoseconds; 0 when it is damaged. */
    public static long durationNanos(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int configuration = packet[0] >> 3 & 0x1f;
        int frames = switch (packet[0] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length > 1 ? packet[1] & 0x3f : 0;
        };
        int micros = frames * frameMicros(configuration);
        return micros > MOST_MICROS ? 0 : micros * 1000L;
    }

    /** Table 2: SILK to 11, hybrid to 15, CELT from 16 on. */
    private static int frameMicros(int configuration) {
        if (configuration < 12) {
            return switch (configuration & 3) {
                case 0 -> 10_000;
                case 1 -> 20_000;
                case 2 -> 40_000;
                default -> 60_000;
            };
        }
        if (configuration < 16) {
            return (configuration & 1) == 0 ? 10_000 : 20_000;
        }
        return 2_500 << (configuration & 3);
    }
}
