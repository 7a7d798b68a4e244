package io.github.natcast.streamer.internal.limits;

/** Thrown where a limit is exceeded. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refused refused;

    public RefusedException(Refused refused) {
        super(refused.message(), null, false, false);
        this.refused = refused;
    }

    public Refused refused() {
        return refused;
    }
}
