package io.github.natcast.examples.cli.verify;

import java.util.List;

/** One thing that a broadcast needs. */
interface Check {

    CheckName name();

    /** Blocks until it is known; empty where the deployment has nothing of the kind. */
    List<Result> run(Trial trial) throws InterruptedException;
}
