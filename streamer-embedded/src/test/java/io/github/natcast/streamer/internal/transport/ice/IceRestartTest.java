package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 8445 §9, message by message, with a viewer that nominates each pair only once. */
final class IceRestartTest {
    private static final IceCredentials OLD = new IceCredentials("old1", "old-password-old-password");
    private static final IceCredentials NEW = new IceCredentials("new1", "new-password-new-password");
    private static final IceCredentials OLD_VIEWER = new IceCredentials("oldv", "old-viewer-password-12345");
    private static final IceCredentials NEW_VIEWER = new IceCredentials("newv", "new-viewer-password-12345");
    private static final InetSocketAddress WIFI = new InetSocketAddress("198.51.100.1", 4000);
    private static final InetSocketAddress MOBILE = new InetSocketAddress("203.0.113.1", 4000);

    private static final int ROLE_CONFLICT = 0x0111;

    private final SilentBase base = new SilentBase();
    private final RecordedEvents events = new RecordedEvents();
    private final Random random = new Random(1);
    /** Its tie-breaker is the largest, unsigned. */
    private final IceRole role = new IceRole(false, -1);

    private long now = 1;
    private IceAgent agent;

    @BeforeEach
    void connect() {
        agent = new IceAgent(OLD, role, IceContext.of(random), events, now);
        agent.start(OLD_VIEWER, now);
        check(OLD, OLD_VIEWER, WIFI, true);
        answer(OLD_VIEWER, WIFI);
        assertThat(remote()).isEqualTo(WIFI);
        agent.restart(NEW);
        agent.start(NEW_VIEWER, now);
    }

    /** The viewer's check arrives. */
    private boolean check(IceCredentials ours, IceCredentials viewers, InetSocketAddress from, boolean nominates) {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        byte[] request = TinyStun.request(
                transaction, ours.usernameFragment() + ":" + viewers.usernameFragment(), ours.password(), nominates, 9);
        return agent.receiveRequest(read(request), base, from, now);
    }

    /** The viewer answers our last check toward this address. */
    private void answer(IceCredentials viewers, InetSocketAddress from) {
        elapse(Duration.ofSeconds(1));
        byte[] last = base.sent.stream()
                .filter(sent -> sent.to().equals(from) && TinyStun.type(sent.packet()) == TinyStun.REQUEST)
                .reduce((first, second) -> second)
                .orElseThrow()
                .packet();
        byte[] success = TinyStun.success(TinyStun.transaction(last), base.address(), viewers.password());
        agent.receiveResponse(read(success), base, from, now);
    }

    private InetSocketAddress remote() {
        return Objects.requireNonNull(agent.path()).remote();
    }

    private static StunPacket read(byte[] packet) {
        StunPacket stun = new StunPacket();
        assertThat(stun.read(packet, packet.length)).isTrue();
        return stun;
    }

    private void elapse(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            agent.tick(now);
            now = Math.max(now + 1, agent.dueNanos(end));
        }
    }

    @Test
    void theOldPathGoesOnUntilTheViewerNominates() {
        assertThat(check(NEW, NEW_VIEWER, MOBILE, false)).isTrue();
        answer(NEW_VIEWER, MOBILE);
        assertThat(remote()).as("valid, not nominated").isEqualTo(WIFI);
        assertThat(check(OLD, OLD_VIEWER, WIFI, false)).as("consent goes on").isTrue();

        check(NEW, NEW_VIEWER, MOBILE, true);

        assertThat(remote()).isEqualTo(MOBILE);
        assertThat(events.endedFragments).containsExactly("old1");
        assertThat(events.proved).allMatch(pair -> pair.remote().equals(MOBILE));
        assertThat(check(OLD, OLD_VIEWER, WIFI, true))
                .as("the old password is void")
                .isFalse();
    }

    @Test
    void aLateNominationOfTheOldPathDoesNotUndoTheNewOne() {
        check(NEW, NEW_VIEWER, MOBILE, true);
        check(OLD, OLD_VIEWER, WIFI, true);
        answer(NEW_VIEWER, MOBILE);

        assertThat(remote()).isEqualTo(MOBILE);
    }

    @Test
    void theSamePairOfAddressesServesBothGenerations() {
        check(NEW, NEW_VIEWER, WIFI, true);
        check(OLD, OLD_VIEWER, WIFI, false);
        answer(NEW_VIEWER, WIFI);

        assertThat(events.paths).hasSize(2);
        assertThat(events.endedFragments).containsExactly("old1");
        assertThat(events.proved)
                .hasSize(1)
                .allMatch(pair -> pair.generation().local().equals(NEW));
    }

    @Test
    void aSecondRestartReplacesTheOneThatFoundNoPath() {
        IceCredentials third = new IceCredentials("thrd", "third-password-third-pass");
        check(NEW, NEW_VIEWER, MOBILE, false);
        agent.restart(third);
        agent.start(NEW_VIEWER, now);

        assertThat(events.endedFragments).containsExactly("new1");
        assertThat(remote()).isEqualTo(WIFI);
        assertThat(check(NEW, NEW_VIEWER, MOBILE, true)).isFalse();
        check(third, NEW_VIEWER, MOBILE, true);
        answer(NEW_VIEWER, MOBILE);
        assertThat(remote()).isEqualTo(MOBILE);
        assertThat(events.endedFragments).containsExactly("new1", "old1");
    }

    /** As a viewer does that is told of more servers while it has found no path. */
    @Test
    void aRestartBeforeTheFirstCheckHidesNoCheckThatFollows() {
        agent = new IceAgent(OLD, role, IceContext.of(random), events, now);
        events.firstChecks.clear();
        agent.start(OLD_VIEWER, now);
        agent.restart(NEW);
        agent.start(NEW_VIEWER, now);
        assertThat(events.firstChecks).isEmpty();

        check(NEW, NEW_VIEWER, MOBILE, true);
        answer(NEW_VIEWER, MOBILE);
        check(NEW, NEW_VIEWER, WIFI, false);

        assertThat(remote()).isEqualTo(MOBILE);
        assertThat(events.firstChecks).containsExactly(MOBILE);
    }

    @Test
    void aRestartAfterItReportsNoOtherFirstCheck() {
        check(NEW, NEW_VIEWER, MOBILE, true);
        answer(NEW_VIEWER, MOBILE);

        assertThat(events.firstChecks).containsExactly(WIFI);
    }

    @Test
    void whoEverStoleTheNewFragmentNeedsItsPassword() {
        assertThat(check(new IceCredentials(NEW.usernameFragment(), OLD.password()), NEW_VIEWER, MOBILE, true))
                .isFalse();
        assertThat(events.proved).hasSize(1);
    }

    @Test
    void onlyTheNewSessionSettlesTheRoles() {
        role.control();

        assertThat(check(OLD, OLD_VIEWER, WIFI, false)).isTrue();

        assertThat(lastTypeTo(WIFI)).as("it says that it controls, too").isEqualTo(TinyStun.SUCCESS);
        assertThat(role.isControlling()).isTrue();
        check(NEW, NEW_VIEWER, MOBILE, false);
        assertThat(lastTypeTo(MOBILE)).isEqualTo(ROLE_CONFLICT);
    }

    private int lastTypeTo(InetSocketAddress to) {
        return base.sent.stream()
                .filter(sent -> sent.to().equals(to))
                .mapToInt(sent -> TinyStun.type(sent.packet()))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** As Chromium does on its new ports, before it has the answer. */
    @Test
    void aCheckOfASessionToComeFindsNoPath() {
        int sent = base.sent.size();

        assertThat(check(OLD, NEW_VIEWER, MOBILE, true)).as("no stranger").isTrue();

        assertThat(base.sent).hasSize(sent);
        assertThat(events.proved).hasSize(1);
        check(NEW, NEW_VIEWER, MOBILE, true);
        answer(NEW_VIEWER, MOBILE);
        assertThat(remote()).isEqualTo(MOBILE);
    }

    @Test
    void theEndOfTheAgentEndsAllFragments() {
        agent.close();

        assertThat(events.endedFragments).containsExactlyInAnyOrder("old1", "new1");
        assertThat(events.proved).isEmpty();
    }
}
