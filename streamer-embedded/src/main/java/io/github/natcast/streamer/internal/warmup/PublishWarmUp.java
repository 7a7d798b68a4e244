package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.internal.publish.HttpWarmUp;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warm-up of a program that publishes: ice4j with its libraries, and the HTTP client, take a second and more to
 * load. Over loopback alone; nothing of it remains. Stateless.
 */
public final class PublishWarmUp {
    private static final Logger LOGGER = LoggerFactory.getLogger(PublishWarmUp.class);

    private PublishWarmUp() {}

    /** Blocks for about a second in a cold JVM. What fails here is reported, and fails again where it is needed. */
    public static void run(EgressSockets egress) {
        try {
            IceWarmUp.run(egress);
            HttpWarmUp.run();
        } catch (IOException e) {
            LOGGER.warn(
                    "Publishing could not be warmed up, so the first publication may take longer: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
