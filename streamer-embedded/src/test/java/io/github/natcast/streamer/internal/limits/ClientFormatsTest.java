package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class ClientFormatsTest {
    private static final ClientKey CLIENT = ClientKeyTest.key("192.0.2.1", "live", "");

    private final ClientFormats<String> formats = new ClientFormats<>();

    @Test
    void aClientHasThree() {
        for (String format : List.of("VP8", "H264", "H264 main")) {
            assertThat(formats.admits(CLIENT, format)).isTrue();
            formats.hold(CLIENT, format);
        }
        assertThat(formats.admits(CLIENT, "AV1")).isFalse();
        assertThat(formats.admits(CLIENT, "VP8")).as("it has it already").isTrue();
        assertThat(formats.admits(ClientKeyTest.key("192.0.2.2", "live", ""), "AV1"))
                .isTrue();

        formats.release(CLIENT, "H264");
        assertThat(formats.admits(CLIENT, "AV1")).isTrue();
    }

    @Test
    void aCrowdHasAny() {
        ClientKey crowd = ClientKeyTest.key("127.0.0.1", "live", "");
        for (int format = 0; format < 10; format++) {
            assertThat(formats.admits(crowd, "format " + format)).isTrue();
            formats.hold(crowd, "format " + format);
        }
    }

    @RepeatedTest(20)
    void nothingIsLeftOfThoseWhoWent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        record Held(ClientKey client, String format) {}
        List<Held> held = new ArrayList<>();
        for (int step = 0; step < 1_000; step++) {
            if (random.nextBoolean() || held.isEmpty()) {
                Held one = new Held(
                        ClientKeyTest.key("192.0.2." + random.nextInt(5), "live", ""), "format " + random.nextInt(6));
                if (formats.admits(one.client(), one.format())) {
                    formats.hold(one.client(), one.format());
                    held.add(one);
                }
            } else {
                Held one = held.remove(random.nextInt(held.size()));
                formats.release(one.client(), one.format());
            }
            assertThat(held.stream()
                            .filter(one -> one.client().equals(CLIENT))
                            .map(Held::format)
                            .distinct())
                    .hasSizeLessThanOrEqualTo(ClientFormats.MAXIMUM);
        }
        held.forEach(one -> formats.release(one.client(), one.format()));
        assertThat(formats.clients()).isZero();
    }
}
