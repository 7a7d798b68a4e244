package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CandidateRoutesTest {
    private static final InetSocketAddress SHARED = new InetSocketAddress("203.0.113.1", 4000);

    private final CandidateRoutes routes = new CandidateRoutes();
    private final List<SharedPortSession> sessions = new ArrayList<>();
    private SharedPortTransport transport;

    private static final class Silent implements IceSessionListener {
        @Override
        public void onPath(MediaPath path) {}

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(String reason) {}
    }

    @BeforeEach
    void openSessions() throws Exception {
        transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
        for (int i = 0; i < 10; i++) {
            sessions.add((SharedPortSession) transport.open(new Silent()));
        }
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void aResponseIsForThoseThatCheckItsSource() {
        routes.add(SHARED, sessions.get(0));
        routes.add(SHARED, sessions.get(1));
        routes.add(SHARED, sessions.get(0));

        assertThat(routes.to(SHARED)).containsExactly(sessions.get(0), sessions.get(1));
        assertThat(routes.to(new InetSocketAddress("203.0.113.1", 4001))).isEmpty();
    }

    @Test
    void whoNamesTheAddressOfOthersMakesNobodySearchForLong() {
        sessions.forEach(session -> routes.add(SHARED, session));

        assertThat(routes.to(SHARED)).containsExactlyElementsOf(sessions.subList(0, 4));
    }

    @Test
    void aSessionThatLeftMakesRoomAndTheLastOneLeavesNothing() {
        sessions.forEach(session -> routes.add(SHARED, session));
        routes.remove(SHARED, sessions.get(9));
        routes.remove(SHARED, sessions.get(2));
        routes.add(SHARED, sessions.get(9));

        assertThat(routes.to(SHARED))
                .containsExactly(sessions.get(0), sessions.get(1), sessions.get(3), sessions.get(9));
        sessions.forEach(session -> routes.remove(SHARED, session));
        assertThat(routes.to(SHARED)).isEmpty();
    }
}
