package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;

import io.github.natcast.streamer.fuzz.FuzzTargetTest;
import io.github.natcast.streamer.fuzz.Promise;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.Arrays;

/**
 * One viewer that says what it likes by RTCP while two are sent to. The input is a list of compounds: the milliseconds
 * before, a length, and the bytes.
 */
final class FeedbackFuzzTest extends FuzzTargetTest {
    private static final FeedbackFuzzTest TARGET = new FeedbackFuzzTest();
    private static final int MOST_COMPOUNDS = 40;
    private static final int PACKET = 1_028;
    /** What repetitions may take beside a quarter of what is sent for the first time. */
    private static final int SPARE = 32 * 1024 + PACKET;

    /** {@link ViewerSender#receiveRtcp}. */
    interface Receiver {
        void receive(ViewerSender viewer, byte[] buffer, int offset, int length);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }

    @Override
    protected void check(byte[] input) {
        check(ViewerSender::receiveRtcp, input);
    }

    /** Writes to the packet that it was given, where that is a byte too long. */
    @Override
    protected void checkFaulty(byte[] input) {
        check(
                (viewer, buffer, offset, length) -> {
                    viewer.receiveRtcp(buffer, offset, length);
                    if (length % 4 == 1) {
                        buffer[offset] = 0;
                    }
                },
                input);
    }

    /** Two viewers and the packets that they are sent. */
    @Override
    protected long mostAllocated(int length) {
        return 1 << 20;
    }

    private static void check(Receiver receiver, byte[] input) {
        FanoutFixture fanout = new FanoutFixture();
        MediaPath path = path(10);
        MediaPath other = path(11);
        ViewerSender viewer = fanout.watch(path);
        fanout.watch(other);
        fanout.key(1, 2, 3);
        long began = fanout.now;
        int frames = 3;
        int at = 0;
        for (int i = 0; i < MOST_COMPOUNDS && at + 2 <= input.length; i++) {
            fanout.advance(1 + (input[at] & 0xff));
            int end = Math.min(input.length, at + 2 + (input[at + 1] & 0xff));
            byte[] buffer = new byte[1_500];
            System.arraycopy(input, at + 2, buffer, 100, end - at - 2);
            byte[] before = buffer.clone();
            receiver.receive(viewer, buffer, 100, end - at - 2);
            Promise.keeps("the packet is not written to", Arrays.equals(buffer, before));
            fanout.work();
            fanout.delta(i);
            frames++;
            at = end;
        }
        Promise.keeps("no failure", fanout.failures.isEmpty(), fanout.failures);
        // Rate control may skip pictures of the viewer that reports; never of another.
        int toOther = fanout.received(other).size();
        Promise.keeps("the other viewer is sent every packet once", toOther == frames, toOther + " of " + frames);
        int packets = fanout.received(path).size();
        long first = viewer.stats().get(0).packetsSent();
        Promise.atMost("what is sent again", PACKET * (packets - first), PACKET * first / 4 + SPARE);
        // Each key frame that it may ask for can bring the running group of pictures once more.
        long groups = 1 + KeyFrameShare.BURST + (long) (KeyFrameShare.PER_SECOND * (fanout.now - began) / 1e9);
        Promise.atMost("what is sent for the first time", first, frames * groups);
        Promise.atMost("key frames that are asked for", fanout.keyFrameRequests, 1L + MOST_COMPOUNDS * 32);
    }
}
