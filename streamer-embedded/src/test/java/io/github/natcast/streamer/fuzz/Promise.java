package io.github.natcast.streamer.fuzz;

/** What must hold. Cheaper than an assertion library, for a million inputs a minute. Stateless. */
public final class Promise {
    private Promise() {}

    /**
     * Complains when a promise is broken.
     *
     * @param promise what was promised, in words
     */
    public static void keeps(String promise, boolean kept) {
        if (!kept) {
            throw new AssertionError("broken: " + promise);
        }
    }

    /** Likewise, with what was seen. */
    public static void keeps(String promise, boolean kept, Object seen) {
        if (!kept) {
            throw new AssertionError("broken: " + promise + ": " + seen);
        }
    }

    /**
     * Complains when a number is too large.
     *
     * @param promise what was promised of it: that it is at most the second
     */
    public static void atMost(String promise, long number, long most) {
        if (number > most) {
            throw new AssertionError("broken: " + promise + ": " + number + " > " + most);
        }
    }
}
