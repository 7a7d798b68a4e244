package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of strangers and of broken or hostile peers. */
final class HostileStunTest {
    private static final IceCredentials LOCAL = new IceCredentials("serv", "serverserverserverserve");
    private static final IceCredentials VIEWER = new IceCredentials("view", "viewerviewerviewerviewe");
    private static final InetSocketAddress REMOTE = new InetSocketAddress("198.51.100.7", 50000);

    private final Random random = new Random(1);
    private final SilentBase base = new SilentBase();
    private final RecordedEvents events = new RecordedEvents();
    private final IceAgent agent = new IceAgent(LOCAL, new IceRole(false, 42), IceContext.of(random), events, 0);
    private final StunPacket stun = new StunPacket();

    @BeforeEach
    void start() {
        agent.start(VIEWER, 0);
    }

    private byte[] request(boolean nominate) {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        return TinyStun.request(transaction, "serv:view", LOCAL.password(), nominate, 7);
    }

    /** As the receive thread does. */
    private boolean take(byte[] packet) {
        if (!stun.read(packet, packet.length) || !stun.isIntact()) {
            return false;
        }
        if (stun.type() != StunPacket.BINDING_REQUEST) {
            agent.receiveResponse(stun, base, REMOTE, 1);
            return false;
        }
        boolean authentic = agent.receiveRequest(stun, base, REMOTE, 1);
        if (!authentic) {
            byte[] refusal = IceMessages.refusal(stun).orElse(new byte[0]);
            assertThat(refusal.length).isLessThanOrEqualTo(packet.length);
        }
        return authentic;
    }

    @Test
    void randomCutAndChangedPacketsDoNothingAndThrowNothing() {
        byte[] sample = request(true);
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = switch (i % 3) {
                case 0 -> Arrays.copyOf(sample, random.nextInt(sample.length));
                case 1 -> changed(sample);
                default -> noise();
            };
            assertThat(take(packet)).isFalse();
        }
        assertThat(base.sent).isEmpty();
        assertThat(events.firstChecks).isEmpty();
    }

    /** Up to MESSAGE-INTEGRITY: FINGERPRINT comes after it. */
    private byte[] changed(byte[] sample) {
        byte[] packet = sample.clone();
        packet[random.nextInt(packet.length - 8)] ^= (byte) (1 + random.nextInt(255));
        return packet;
    }

    /** A header that fits, and anything behind it. */
    private byte[] noise() {
        byte[] packet = new byte[20 + 4 * random.nextInt(500)];
        random.nextBytes(packet);
        ByteBuffer.wrap(packet)
                .putShort((short) (random.nextBoolean() ? 1 : 0x101 + 16 * random.nextInt(2)))
                .putShort((short) (packet.length - 20))
                .putInt(0x2112A442);
        for (int at = 20; at + 4 <= packet.length && random.nextInt(5) > 0; ) {
            int length = random.nextInt(40);
            ByteBuffer.wrap(packet)
                    .putShort(at, (short) (random.nextBoolean() ? random.nextInt(0x30) : 0x8020 + random.nextInt(16)))
                    .putShort(at + 2, (short) length);
            at += 4 + ((length + 3) & ~3);
        }
        return packet;
    }

    @Test
    void aWrongPasswordIsRefusedWithoutAnyTrace() {
        byte[] forged = TinyStun.request(new byte[12], "serv:view", "not the password of anyone", true, 7);
        assertThat(take(forged)).isFalse();
        assertThat(base.sent).isEmpty();
        byte[] refusal = IceMessages.refusal(stun).orElseThrow();

        assertThat(stun.read(refusal, refusal.length) && stun.isIntact()).isTrue();
        assertThat(stun.errorCode()).isEqualTo(401);
    }

    @Test
    void aRequestWithoutCredentialsIsABadOneButAnEmptyOneGetsNoAnswerThatIsLonger() {
        byte[] empty = new StunWriter(StunPacket.BINDING_REQUEST, new TransactionId(1, 2)).toBytes();
        assertThat(take(empty)).isFalse();
        assertThat(IceMessages.refusal(stun)).isEmpty();

        byte[] longer = new StunWriter(StunPacket.BINDING_REQUEST, new TransactionId(1, 2))
                .attribute(Stun.USERNAME, "serv:view")
                .toBytes();
        assertThat(take(longer)).isFalse();
        byte[] refusal = IceMessages.refusal(stun).orElseThrow();
        assertThat(stun.read(refusal, refusal.length)).isTrue();
        assertThat(stun.errorCode()).isEqualTo(400);
    }

    /** Two bytes where four must be: a reader that trusts them throws, and logs it for each packet. */
    @Test
    void anErrorCodeThatIsCutIsReadAsNone() {
        byte[] request = new StunWriter(StunPacket.BINDING_REQUEST, new TransactionId(1, 2))
                .attribute(Stun.USERNAME, "serv:view")
                .attribute(Stun.ERROR_CODE, new byte[2])
                .toIceBytes(StunPacket.integrity(LOCAL.password()));
        assertThat(take(request)).isTrue();

        byte[] check = base.sent.get(base.sent.size() - 1).packet();
        assertThat(stun.read(check, check.length)).isTrue();
        byte[] error = new StunWriter(StunPacket.BINDING_REQUEST | Stun.ERROR, TransactionId.of(stun))
                .attribute(Stun.ERROR_CODE, new byte[2])
                .toIceBytes(StunPacket.integrity(VIEWER.password()));
        assertThat(take(error)).isFalse();
        assertThat(stun.errorCode()).isZero();
    }

    @Test
    void anAttributeThatMustBeUnderstoodIsNamed() {
        byte[] request = new StunWriter(StunPacket.BINDING_REQUEST, new TransactionId(1, 2))
                .attribute(Stun.USERNAME, "serv:view")
                .attribute(0x7ABC, 1)
                .attribute(0xFABC, 1)
                .toIceBytes(StunPacket.integrity(LOCAL.password()));

        assertThat(take(request)).isTrue();

        byte[] answer = base.sent.get(0).packet();
        assertThat(stun.read(answer, answer.length)).isTrue();
        assertThat(stun.errorCode()).isEqualTo(420);
        assertThat(stun.attribute(Stun.UNKNOWN_ATTRIBUTES).orElseThrow().getShort())
                .isEqualTo((short) 0x7ABC);
        assertThat(stun.isAuthentic(StunPacket.integrity(LOCAL.password()))).isTrue();
        assertThat(events.firstChecks).isEmpty();
    }

    @Test
    void anAnswerCountsOnceAndOnlyWithThePassword() {
        take(request(true));
        byte[] check = base.sent.get(1).packet();
        byte[] forged = TinyStun.success(TinyStun.transaction(check), REMOTE, "not the password of anyone");
        take(forged);
        assertThat(agent.path()).isNull();

        byte[] answer = TinyStun.success(TinyStun.transaction(check), REMOTE, VIEWER.password());
        take(answer);
        assertThat(agent.path()).isNotNull();
        assertThat(stun.read(answer, answer.length)).isTrue();
        agent.receiveResponse(stun, base, REMOTE, 1_000_000_000);
        assertThat(agent.consentNanos()).as("a replay proves nothing").isEqualTo(1);
    }

    @Test
    void consentThatIsTakenBackEndsThePath() {
        take(request(true));
        take(TinyStun.success(TinyStun.transaction(base.sent.get(1).packet()), REMOTE, VIEWER.password()));
        agent.tick(7_000_000_000L);
        byte[] check = base.sent.get(base.sent.size() - 1).packet();
        assertThat(stun.read(check, check.length)).isTrue();

        take(new StunWriter(StunPacket.BINDING_REQUEST | Stun.ERROR, TransactionId.of(stun))
                .attribute(Stun.ERROR_CODE, 4 << 8 | 3)
                .toIceBytes(StunPacket.integrity(VIEWER.password())));

        assertThat(events.revocations).isEqualTo(1);
        assertThat(agent.path()).isNull();
    }
}
