package io.github.natcast.streamer.internal.access;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes the body of an answer, and ends the exchange when it is too long. Confined to one exchange. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final int maximumBytes;
    private long bytes;
    private Flow.@Nullable Subscription subscription;

    LimitedBody(int maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
        subscription = upstream;
        whole.onSubscribe(upstream);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        bytes += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes <= maximumBytes) {
            whole.onNext(buffers);
            return;
        }
        Flow.Subscription upstream = subscription;
        if (upstream != null) {
            upstream.cancel();
        }
        whole.onError(new IOException("more than " + maximumBytes + " bytes"));
    }

    @Override
    public void onError(Throwable failure) {
        whole.onError(failure);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }
}
