package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;

/** Encodes answers, and lets the next request be decoded when the socket took one. Confined to its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // adding a listener returns the same promise
final class ResponseEncoder extends HttpResponseEncoder {
    private final RequestDecoder requests;

    ResponseEncoder(RequestDecoder requests) {
        this.requests = requests;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        ChannelPromise told = promise;
        // A 100 (Continue) is no answer yet, and after a 101 there is no HTTP.
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                && HttpUtil.isKeepAlive(response)) {
            told = promise.unvoid();
            told.addListener(write -> {
                if (write.isSuccess()) {
                    requests.answered();
                }
            });
        }
        super.write(ctx, message, told);
    }

    /** RFC 9110 §9.3.2. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return HttpMethod.HEAD.equals(requests.method()) || super.isContentAlwaysEmpty(response);
    }
}
