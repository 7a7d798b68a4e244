package io.github.natcast.streamer.internal.rate.simulation;

import io.github.natcast.streamer.internal.rate.RateControl;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A rate control whose clock began at another time than the simulation's. */
final class AnotherClock {
    private static final String ASKS_WHEN = "nextDueNanos";

    private AnotherClock() {}

    /** @param origin what the rate control's clock says when the simulation's says 0, in nanoseconds */
    static RateControl of(RateControl rate, long origin) {
        return (RateControl) Proxy.newProxyInstance(
                RateControl.class.getClassLoader(),
                new Class<?>[] {RateControl.class},
                (proxy, method, arguments) -> call(rate, origin, method, arguments));
    }

    /** A time is the last of the arguments, where there are any. */
    private static Object call(RateControl rate, long origin, Method method, Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        if (arguments == null) {
            return method.invoke(rate);
        }
        Object[] onItsClock = arguments.clone();
        int last = onItsClock.length - 1;
        onItsClock[last] = (long) onItsClock[last] + origin;
        Object result = method.invoke(rate, onItsClock);
        boolean isTime = method.getName().equals(ASKS_WHEN) && (long) result != Long.MAX_VALUE;
        return isTime ? (Object) ((long) result - origin) : result;
    }
}
