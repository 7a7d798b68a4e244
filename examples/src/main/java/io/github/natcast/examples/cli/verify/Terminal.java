package io.github.natcast.examples.cli.verify;

import java.io.Console;

/** Whether somebody watches the output. */
final class Terminal {
    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // isTerminal is asked, where there is one
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console in any case, and this says whether it is a terminal.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }
}
