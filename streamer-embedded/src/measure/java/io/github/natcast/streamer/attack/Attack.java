package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One way to hurt a server. {@link #run} is called in the attackers' process; the rest in the one that measures. */
interface Attack {
    /** Of the command line and the table. */
    String name();

    /** What those who watch must not notice. */
    default Bounds bounds() {
        return Bounds.WATCHERS;
    }

    /** How long it takes when others take so long. */
    default int seconds(int usual) {
        return usual;
    }

    /** What happens to the server first, before anything is measured. */
    default Optional<Attack> before() {
        return Optional.empty();
    }

    /** Starts what is attacked. */
    default Victim victim(Options options, Path log) throws IOException {
        return StreamerProcess.start(options, log);
    }

    /** Attacks until the deadline, and lets go of everything that it held. */
    void run(Victim.Target target, Deadline deadline, Tally tally) throws Exception;
}
