package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.internal.transport.port.MediaBase.Flow;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose packets come from an address that several sessions' checks came from. */
@Timeout(30)
final class FlowsTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("198.51.100.1", 40000);
    private static final byte[] DTLS = {22, 1, 2};

    private final Random random = new Random(1);
    private final RecordingBase base = new RecordingBase();
    private LoopOfSessions loop;
    private Viewer first;
    private Viewer second;

    /** A session, and what its viewer sends. */
    private final class Viewer implements IceSessionListener {
        final IceCredentials own =
                new IceCredentials("view" + random.nextInt(1000), "viewerviewerviewerview" + random.nextInt());
        final SharedPortSession session = loop.session(this);
        int packets;

        Viewer() throws Exception {
            session.start(own);
            loop.run(() -> {});
        }

        /** From {@link #ADDRESS}, or forged so. */
        void checks() throws Exception {
            byte[] transaction = new byte[12];
            random.nextBytes(transaction);
            IceCredentials ours = session.localCredentials();
            arrives(TinyStun.request(
                    transaction,
                    ours.usernameFragment() + ":" + own.usernameFragment(),
                    ours.password(),
                    true,
                    random.nextLong()));
        }

        /** It sees our last check, and answers it. */
        void answers() throws Exception {
            byte[] last = base.sent.stream()
                    .filter(packet -> own.usernameFragment().equals(read(packet).receiverUfrag()))
                    .reduce((before, after) -> after)
                    .orElseThrow();
            arrives(TinyStun.success(TinyStun.transaction(last), base.address(), own.password()));
        }

        @Override
        public void onPath(MediaPath path) {}

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {
            packets++;
        }

        @Override
        public void onFailed(String reason) {
            throw new AssertionError(reason);
        }
    }

    private static StunPacket read(byte[] packet) {
        StunPacket stun = new StunPacket();
        assertThat(stun.read(packet, packet.length)).isTrue();
        return stun;
    }

    private void arrives(byte[] packet) throws Exception {
        loop.run(() -> loop.receive().receive(base, ADDRESS, packet, packet.length));
    }

    @BeforeEach
    void open() throws Exception {
        loop = new LoopOfSessions();
        first = new Viewer();
        second = new Viewer();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private SharedPortSession owner() {
        return Objects.requireNonNull(base.flow(ADDRESS)).session();
    }

    @Test
    void aForgedCheckTakesNoAddressFromTheViewerWhoseItIs() throws Exception {
        first.checks();
        first.answers();
        for (int i = 0; i < 100; i++) {
            second.checks();
        }

        arrives(DTLS);

        assertThat(first.packets).isEqualTo(1);
        assertThat(second.packets).isZero();
    }

    @Test
    void norBeforeTheViewerHasAnswered() throws Exception {
        first.checks();
        second.checks();
        first.answers();
        second.checks();

        assertThat(owner()).isSameAs(first.session);
        assertThat(first.session.path()).isPresent();
        assertThat(second.session.path()).isEmpty();
    }

    @Test
    void whoAnswersThereNowHasItAlsoWhereTheOneBeforeLeftWithoutAWord() throws Exception {
        first.checks();
        first.answers();

        second.checks();
        second.answers();
        first.checks();

        assertThat(owner()).isSameAs(second.session);
        assertThat(second.session.path()).isPresent();
        arrives(DTLS);
        assertThat(second.packets).isEqualTo(1);
        assertThat(first.packets).isZero();
    }

    @Test
    void theNewestOfTheOthersFollowsAnOwnerThatLeaves() throws Exception {
        first.checks();
        first.answers();
        second.checks();

        first.session.close();
        loop.run(() -> assertThat(owner()).isSameAs(second.session));
        second.session.close();
        loop.run(() -> assertThat(base.flow(ADDRESS)).isNull());
        assertThat(base.rivals(ADDRESS)).isEmpty();
    }

    @Test
    void aCrowdOfForgersIsNotKept() throws Exception {
        first.checks();
        first.answers();
        List<Viewer> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            crowd.add(new Viewer());
            crowd.get(i).checks();
        }

        assertThat(base.rivals(ADDRESS))
                .extracting(Flow::session)
                .containsExactlyElementsOf(crowd.subList(16, 20).stream()
                        .map(viewer -> viewer.session)
                        .toList());
        second.checks();
        second.answers();
        assertThat(owner()).isSameAs(second.session);

        for (Viewer one : crowd) {
            one.session.close();
        }
        second.session.close();
        first.session.close();
        loop.run(() -> assertThat(base.flow(ADDRESS)).isNull());
        assertThat(base.rivals(ADDRESS)).isEmpty();
    }
}
