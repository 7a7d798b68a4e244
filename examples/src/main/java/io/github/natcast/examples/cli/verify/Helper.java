package io.github.natcast.examples.cli.verify;

import java.io.IOException;

/** A second natcast elsewhere, which tries what cannot be told from here. */
interface Helper {

    /**
     * Has it make the attempt.
     *
     * @throws IOException when it does not; the message says why, and is for the user
     */
    Reached make(Attempt attempt) throws IOException;

    /** Its URL. */
    @Override
    String toString();
}
