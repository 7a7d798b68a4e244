package io.github.natcast.examples.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal by which programs are told to read their configuration again, as {@code systemctl reload} does. Java has
 * no supported way to it: the module jdk.unsupported keeps {@code sun.misc.Signal} until there is. It is called by
 * reflection, since javac warns of that class, and no annotation silences it. Stateless.
 */
final class HangUp {
    private static final Logger LOGGER = LoggerFactory.getLogger(HangUp.class);
    private static final String NAME = "HUP";

    private HangUp() {}

    /** Runs the action at each signal, on a thread of its own. Without it, the signal ends the process. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        // Its map of handlers asks for the hash code, and compares.
                        return switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> self == arguments[0];
                            default -> NAME;
                        };
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(NAME), proxy);
            if (before == handler.getField("SIG_IGN").get(null)) { // which the JVM leaves so
                LOGGER.info(
                        "the configuration is not read again on SIG{}: whoever started this process has it ignore the"
                                + " signal, as nohup does",
                        NAME);
            }
        } catch (InvocationTargetException e) {
            // Windows has no such signal; java -Xrs leaves it to others.
            LOGGER.info("the configuration is not read again on SIG{}: {}", NAME, String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException e) {
            LOGGER.info("the configuration is not read again on SIG{}: this JVM has no {}", NAME, e.getMessage());
        }
    }
}
