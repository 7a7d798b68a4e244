package io.github.natcast.streamer.whep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A streamer that plays from another by WHEP: what it sends is what the other encoded, byte for byte. */
@Timeout(120)
final class TwoInARowTest {
    private static final int ORIGIN = 77;
    private static final int STANDBY = 8;
    private static final int UNITS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());

    private static StreamerBuilder streamer(int mark) {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180).withBitrate(300_000))
                .audio(AudioSettings.disabled())
                .source(new MarkedSource(mark, 320, 180));
    }

    private static WhepSource from(URI address) {
        return WhepSource.of(address.resolve("whep/live"));
    }

    private static List<String> units(ChannelWatcher watcher, int count) throws Exception {
        List<String> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(HexFormat.of().formatHex(watcher.nextUnit()));
        }
        return units;
    }

    @Test
    void theSecondSendsTheBytesOfTheFirst() throws Exception {
        try (Streamer origin = streamer(ORIGIN).build();
                Streamer second = streamer(STANDBY).build()) {
            origin.start();
            second.start();
            second.show(from(origin.address())).toCompletableFuture().get(30, TimeUnit.SECONDS);

            try (ChannelWatcher first = ChannelWatcher.join(http, origin, identity, "first");
                    ChannelWatcher last = ChannelWatcher.join(http, second, identity, "last")) {
                last.await(picture -> MarkedSource.markOf(picture) == ORIGIN);
                List<String> sent = units(first, UNITS);
                List<String> received = units(last, UNITS);
                int offset = sent.indexOf(received.get(0));
                int other = received.indexOf(sent.get(0));

                assertThat(Math.max(offset, other)).as("they overlap").isNotNegative();
                int length = UNITS - Math.max(offset, other);
                assertThat(received.subList(Math.max(0, other), Math.max(0, other) + length))
                        .isEqualTo(sent.subList(Math.max(0, offset), Math.max(0, offset) + length));
            }
        }
    }
}
