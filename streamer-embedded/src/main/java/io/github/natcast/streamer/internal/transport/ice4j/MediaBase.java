package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.nat.Base;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A base (RFC 8445 §4) and the viewers' addresses that passed a check on it. Thread-safe. */
abstract class MediaBase implements Base {
    private final Map<InetSocketAddress, Binding> bindings = new ConcurrentHashMap<>();

    /** The type of the candidate that viewers are told of it: {@code host} or {@code relay}. */
    abstract String candidateType();

    @Nullable
    Binding binding(InetSocketAddress remote) {
        return bindings.get(remote);
    }

    void bind(Binding binding) {
        bindings.put(binding.remote(), binding);
    }

    void unbind(Binding binding) {
        bindings.remove(binding.remote(), binding);
    }

    void forgetBindings() {
        bindings.clear();
    }
}
