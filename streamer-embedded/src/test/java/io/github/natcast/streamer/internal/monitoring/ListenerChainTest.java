package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.viewers.ViewerLog;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever stands before the program's listener hands on every method, those too that a later release adds. */
final class ListenerChainTest {
    private final List<String> heard = new ArrayList<>();
    private final StreamerListener program = proxy(StreamerListener.class);

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (type == StreamerListener.class) {
                heard.add(method.getName());
            }
            return switch (method.getName()) {
                case "onMessage" -> true;
                case "stats" -> Optional.empty();
                case "timeline" -> List.of();
                case "state" -> ViewerState.NEW;
                case "clientAddress" -> InetAddress.getLoopbackAddress();
                case "hashCode" -> 1;
                case "equals" -> self == given[0];
                case "id", "session", "channel", "toString" -> "live";
                default -> null;
            };
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "meter"})
    void handsOnEveryMethod(String kind) throws Exception {
        StreamerListener before = kind.equals("log")
                ? new ViewerLog(program, System::nanoTime)
                : new ViewerMeter(program, VideoSettings.defaults().ladder());
        List<String> called = new ArrayList<>();
        for (Method method : StreamerListener.class.getMethods()) {
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(this::argument)
                    .toArray();
            method.invoke(before, arguments);
            called.add(method.getName());
        }
        assertThat(called).hasSizeGreaterThanOrEqualTo(8);
        assertThat(heard).containsExactlyElementsOf(called);
    }

    private Object argument(Class<?> type) {
        if (type == Viewer.class) {
            return proxy(Viewer.class);
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == ViewerState.class) {
            return ViewerState.CONNECTED;
        }
        var ladder = VideoSettings.defaults().ladder();
        return type == io.github.natcast.streamer.StreamerEvent.class
                ? new io.github.natcast.streamer.StreamerEvent.SourceEnded("live", "film.mp4")
                : new io.github.natcast.streamer.Rendition.Change(
                        ladder.get(0), ladder.get(1), io.github.natcast.streamer.Rendition.Reason.PATH_CARRIES_LESS);
    }
}
