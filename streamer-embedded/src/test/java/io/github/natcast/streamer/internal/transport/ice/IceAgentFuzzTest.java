package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import io.github.natcast.streamer.internal.transport.stun.TransactionId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * A viewer that knows the password, and sends what it likes with it, beside strangers that do not. Each message is one
 * byte that says what it is and where it comes from, its length, and its attributes.
 */
final class IceAgentFuzzTest extends FuzzTargetTest {
    private static final IceAgentFuzzTest TARGET = new IceAgentFuzzTest();
    private static final IceCredentials LOCAL = new IceCredentials("serv", "serverserverserverserve");
    private static final IceCredentials VIEWER = new IceCredentials("view", "viewerviewerviewerviewe");
    private static final int MOST_MESSAGES = 40;
    private static final long STEP_NANOS = 20_000_000;

    /** {@link IceAgent#receiveRequest}. */
    interface Requests {
        boolean receive(IceAgent agent, StunPacket packet, Base base, InetSocketAddress remote, long nanos);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(IceAgent::receiveRequest, input);
    }

    /** Answers somebody who does not know the password, where the message has a certain length. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (agent, packet, base, remote, nanos) -> {
                    boolean authentic = agent.receiveRequest(packet, base, remote, nanos);
                    if (!authentic && packet.length() == 108) {
                        byte[] answer = IceMessages.success(packet, remote, StunPacket.integrity(LOCAL.password()));
                        base.send(answer, 0, answer.length, remote);
                    }
                    return authentic;
                },
                input);
    }

    private static void check(Requests requests, byte[] input) {
        SilentBase base = new SilentBase();
        RecordedEvents events = new RecordedEvents();
        IceAgent agent = new IceAgent(LOCAL, new IceRole(false, 42), IceContext.of(new Random(1)), events, 0);
        agent.start(VIEWER, 0);
        StunPacket packet = new StunPacket();
        long nanos = 1;
        int at = 0;
        for (int message = 0; message < MOST_MESSAGES && at + 2 <= input.length; message++) {
            int kind = input[at] & 0xff;
            int end = Math.min(input.length, at + 2 + (input[at + 1] & 0xff));
            byte[] bytes = message(kind, message, Arrays.copyOfRange(input, at + 2, end), base);
            at = end;
            InetSocketAddress remote =
                    new InetSocketAddress("198.51.100." + (1 + (kind >> 4 & 3)), 50_000 + (kind >> 6));
            boolean knows = (kind & 3) != 0;
            int before = base.sent.size();
            if (packet.read(bytes, bytes.length) && packet.isIntact()) {
                if ((packet.type() & Stun.ERROR) == 0) {
                    boolean authentic = requests.receive(agent, packet, base, remote, nanos);
                    Promise.keeps("only who knows the password is believed", !authentic || knows);
                    checkRefusal(packet, authentic);
                } else {
                    agent.receiveResponse(packet, base, remote, nanos);
                }
            }
            Promise.keeps("a stranger is sent nothing", knows || base.sent.size() == before);
            Promise.atMost("messages for one message", base.sent.size() - before, 3);
            agent.tick(nanos += STEP_NANOS);
        }
        Promise.keeps("a path is one that answered", agent.path() == null || !events.proved.isEmpty());
        Promise.keeps("the agent waits", agent.dueNanos(nanos + 1_000_000_000L) - nanos >= 0);
        agent.close();
        int sent = base.sent.size();
        agent.tick(nanos + 30_000_000_000L);
        Promise.keeps("a closed agent is silent", base.sent.size() == sent);
    }

    /** A stranger's question is never shorter than what it gets. */
    private static void checkRefusal(StunPacket request, boolean authentic) {
        if (!authentic) {
            byte[] refusal = IceMessages.refusal(request).orElse(new byte[0]);
            Promise.atMost("bytes of a refusal", refusal.length, request.length());
        }
    }

    /** Bits 0 and 1: of a stranger, a request, a request with user name, an answer to the last check. */
    private static byte[] message(int kind, int number, byte[] attributes, SilentBase base) {
        boolean answer = (kind & 3) == 3 && !base.sent.isEmpty();
        TransactionId transaction = answer ? lastTransaction(base) : new TransactionId(number, kind);
        int answered = (kind & 4) == 0 ? StunPacket.BINDING_SUCCESS_RESPONSE : StunPacket.BINDING_REQUEST | Stun.ERROR;
        int type = answer ? answered : StunPacket.BINDING_REQUEST;
        StunWriter writer = new StunWriter(type, transaction);
        if (!answer && (kind & 3) != 1) {
            writer.attribute(Stun.USERNAME, "serv:view");
        }
        for (int at = 0; at + 2 <= attributes.length; ) {
            int attribute = attributes[at] & 0xff;
            int end = Math.min(attributes.length, at + 2 + (attributes[at + 1] & 0x3f));
            // Those from 0x8000 on are few.
            writer.attribute(
                    attribute >= 0xA0 ? 0x8000 | (attribute & 0x3f) : attribute,
                    Arrays.copyOfRange(attributes, at + 2, end));
            at = end;
        }
        String password =
                (kind & 3) == 0 ? "not the password of anyone" : answer ? VIEWER.password() : LOCAL.password();
        return writer.toIceBytes(StunPacket.integrity(password));
    }

    private static TransactionId lastTransaction(SilentBase base) {
        ByteBuffer sent = ByteBuffer.wrap(base.sent.get(base.sent.size() - 1).packet());
        return new TransactionId(sent.getLong(8), sent.getInt(16));
    }
}
