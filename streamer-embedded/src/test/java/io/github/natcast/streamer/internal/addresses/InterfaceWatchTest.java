package io.github.natcast.streamer.internal.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.connection.FakeControlLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InterfaceWatchTest {
    private final FakeControlLoop control = new FakeControlLoop();
    private int looks;

    @Test
    void looksEveryTwoSeconds() {
        new InterfaceWatch(control, () -> looks++).start();

        control.advance(Duration.ofSeconds(60));

        assertThat(looks).isEqualTo(30);
    }

    @Test
    void aFailureIsNotTheLastLook() {
        new InterfaceWatch(control, () -> {
                    looks++;
                    throw new IllegalStateException("an interface is odd");
                })
                .start();

        assertThatThrownBy(() -> control.advance(InterfaceWatch.INTERVAL)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> control.advance(InterfaceWatch.INTERVAL)).isInstanceOf(IllegalStateException.class);
        assertThat(looks).isEqualTo(2);
    }
}
