package io.github.natcast.streamer.internal.transport;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What this process holds, to show that nothing is left behind. */
public final class Resources {
    /**
     * Descriptors that the JVM may open by itself at any time, such as a jar's; fewer than a leak of one per viewer.
     */
    public static final int LAZILY_OPENED = 6;

    private Resources() {}

    /** Open file descriptors; 0 where the platform does not say. */
    public static long openFileDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    public static long threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    /** Returns when they are gone, or after {@code millis}. */
    public static void awaitNoThreadsNamed(String prefix, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (threadsNamed(prefix) > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
