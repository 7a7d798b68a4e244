package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MediaSocketsTest {

    /** Whoever reads from a socket closes it, unless its thread has ended before. */
    @Test
    void closesAlsoWhatNobodyHasClosedSinceItsAddressWent() throws Exception {
        OwnAddress stays = OwnAddress.alone(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        OwnAddress goes = OwnAddress.alone(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        List<List<OwnAddress>> found = List.of(List.of(stays, goes), List.of(stays), List.of(stays));
        int[] asked = {0};
        MediaSockets sockets =
                MediaSockets.bind(UsableAddresses.WILDCARD, 0, 1, EgressSockets.plain(), () -> found.get(asked[0]++));
        MediaSocket gone = sockets.current().sockets().stream()
                .filter(socket -> socket.address().getAddress().equals(goes.address()))
                .findFirst()
                .orElseThrow();

        assertThat(sockets.refresh().over()).isEmpty();
        assertThat(sockets.refresh().over()).containsExactly(gone);
        assertThat(gone.receiver().isOpen()).isTrue();
        sockets.close();

        assertThat(gone.receiver().isOpen()).isFalse();
    }
}
