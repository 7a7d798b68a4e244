package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.IceCredentials;

/** Checks toward one viewer's candidates. Thread-safe; no method blocks. */
public interface ViewerChecks {
    /** Where packets of viewers come in by themselves, nothing is checked. */
    ViewerChecks NONE = new ViewerChecks() {
        @Override
        public void start(IceCredentials remote) {}

        @Override
        public void add(String candidate) {}

        @Override
        public void settle() {}

        @Override
        public void close() {}
    };

    /** The viewer's credentials are known; called once, and first. */
    void start(IceCredentials remote);

    /** A candidate of the viewer; what may not be checked is passed over. */
    void add(String candidate);

    /** A pair is valid: what was checked is not checked again. */
    void settle();

    /** The viewer left. */
    void close();
}
