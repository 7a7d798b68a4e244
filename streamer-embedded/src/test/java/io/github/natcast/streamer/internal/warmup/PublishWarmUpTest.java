package io.github.natcast.streamer.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.publish.HttpWarmUp;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PublishWarmUpTest {

    @Test
    void aPathIsFoundOverLoopback() throws Exception {
        assertThat(IceWarmUp.run(EgressSockets.plain())).isTrue();
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        assertThat(HttpWarmUp.run()).isEqualTo(204);
    }
}
