package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** A socket whose client reads when the test says so. */
final class HeldWrites extends ChannelOutboundHandlerAdapter {
    private record Write(String text, ChannelPromise promise) {}

    private final Queue<Write> waiting = new ArrayDeque<>();

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf bytes = (ByteBuf) message;
        waiting.add(new Write(bytes.toString(StandardCharsets.UTF_8), promise));
        bytes.release();
    }

    int count() {
        return waiting.size();
    }

    /** The client reads all that is there; what is written meanwhile waits. */
    String read() {
        StringBuilder text = new StringBuilder();
        for (int left = waiting.size(); left > 0; left--) {
            Write write = waiting.remove();
            text.append(write.text());
            write.promise().setSuccess();
        }
        return text.toString();
    }
}
