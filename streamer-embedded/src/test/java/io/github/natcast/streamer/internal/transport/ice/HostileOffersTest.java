package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host behind a NAT, a thousand offers that name sixteen strangers each, and viewers that cannot come in before a
 * check of this side has opened the NAT. Woken as in the transport, on a clock that the test sets.
 */
@Timeout(60)
final class HostileOffersTest {
    private static final long MILLI = 1_000_000L;
    private static final IceCredentials REMOTE = new IceCredentials("brow", "browserbrowserbrowser22");
    private static final IceCredentials LOCAL = new IceCredentials("serv", "serverserverserverserve");

    private final IceContext context = IceContext.of(new Random(1));
    private final List<Session> sessions = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000 * MILLI;
    private final TimerWheel timers = new TimerWheel(now);
    private int sent;

    /** One offer's agent, and its timer. */
    private final class Session extends RecordedEvents implements Base {
        final IceAgent agent = new IceAgent(LOCAL, new IceRole(false, 42), context, this, now);
        final long offeredNanos = now;
        final List<Long> checks = new ArrayList<>();
        final TimerWheel.Timer timer = new TimerWheel.Timer() {
            @Override
            protected void fire(long nowNanos) {
                agent.tick(nowNanos);
                reschedule();
            }
        };

        Session(Random random, int candidates) {
            agent.start(REMOTE, now);
            for (int i = 0; i < candidates; i++) {
                InetSocketAddress address =
                        new InetSocketAddress("203.0.113." + random.nextInt(256), 1024 + random.nextInt(60_000));
                agent.addRemoteCandidate(
                        new RemoteCandidate(address, CandidateKind.SERVER_REFLEXIVE, 1), List.of(this), now);
            }
            reschedule();
            sessions.add(this);
        }

        @Override
        public void onTurn() {
            reschedule();
        }

        private void reschedule() {
            timers.set(timer, agent.dueNanos(now + 60_000 * MILLI));
        }

        @Override
        public InetSocketAddress address() {
            return SilentBase.ADDRESS;
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            checks.add(now);
            sent++;
        }

        void close() {
            agent.close();
            timers.cancel(timer);
        }
    }

    private void elapse(long nanos) {
        long end = now + nanos;
        while (end - now > 0) {
            now = timers.nextNanos(end);
            timers.advance(now);
        }
    }

    /** A thousand offers at random times, all at once at worst; an honest one every half a second. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void delayNoHonestViewersFirstCheck(int seed) {
        Random random = new Random(seed);
        int burst = random.nextInt(1001);
        for (int i = 0; i < burst; i++) {
            new Session(random, 16);
        }
        int hostile = burst;
        List<Session> honest = new ArrayList<>();
        long start = now;
        for (int millis = 0; millis < 10_000; millis += 5) {
            if (hostile < 1000 && random.nextInt(1 + seed) == 0) {
                new Session(random, 16);
                hostile++;
            }
            if (millis % 500 == 0) {
                honest.add(new Session(random, 1 + random.nextInt(3)));
            }
            if (random.nextInt(20) == 0) {
                sessions.get(random.nextInt(sessions.size())).close();
            }
            elapse(5 * MILLI);
        }
        for (Session viewer : honest) {
            assertThat(viewer.checks).isNotEmpty();
            assertThat(viewer.checks.get(0) - viewer.offeredNanos)
                    .isLessThanOrEqualTo(Duration.ofMillis(200).toNanos());
        }
        long seconds = (now - start) / (1000 * MILLI);
        assertThat(sent).isLessThanOrEqualTo((int) (CheckPacer.FIRST_PER_SECOND * (seconds + 1) + 200 * (seconds + 1)));
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.checks).hasSizeLessThanOrEqualTo(CheckSchedule.MOST_UNHEARD));
    }

    /** Whatever joins and leaves meanwhile: the queue is emptied, and nobody holds the turn who left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void endWithEachSessionsChecks(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            new Session(random, 1 + random.nextInt(16));
            elapse(random.nextInt(20) * MILLI);
            if (random.nextBoolean()) {
                sessions.get(random.nextInt(sessions.size())).close();
            }
        }
        elapse(Duration.ofMinutes(5).toNanos());
        assertThat(context.pacer().waiting()).isZero();
        assertThat(context.pacer().checks()).isEqualTo(sent);
        assertThat(new Session(random, 1).checks).isNotEmpty();
    }
}
