package io.github.natcast.streamer.internal.srtp;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Prints the CPU time and allocation that protecting a packet of 1200 bytes takes, for each profile. */
final class SrtpMeasurement {
    private static final int PACKETS = 300_000;
    private static final int LENGTH = 1200;

    private SrtpMeasurement() {}

    public static void main(String[] arguments) {
        for (int round = 1; round <= 2; round++) {
            for (SrtpProfile profile : SrtpProfile.values()) {
                measure(profile, round);
            }
        }
    }

    private static void measure(SrtpProfile profile, int round) {
        SrtpSender sender = new SrtpSender(profile, new byte[profile.keyLength()], new byte[profile.saltLength()]);
        byte[] packet = new byte[LENGTH + PacketProtector.MAXIMUM_OVERHEAD];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long processor = thread.getCurrentThreadCpuTime();
        for (int i = 0; i < PACKETS; i++) {
            packet[0] = (byte) 0x80;
            packet[1] = 96;
            packet[2] = (byte) (i >> 8);
            packet[3] = (byte) i;
            sender.protectRtp(packet, 0, LENGTH);
        }
        double seconds = (thread.getCurrentThreadCpuTime() - processor) / 1e9;
        System.out.printf(
                "round %d %s: %.0f k packets per second of processor time, %d bytes allocated per packet%n",
                round,
                profile,
                PACKETS / seconds / 1000,
                (thread.getCurrentThreadAllocatedBytes() - allocated) / PACKETS);
    }
}
