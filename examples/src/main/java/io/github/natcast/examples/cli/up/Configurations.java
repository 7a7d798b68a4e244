package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;

/** Writes the configurations of the programs that {@code up} starts beside the server. */
interface Configurations {

    /** What {@code frpc -c} reads; called only where the deployment has an FRP client. */
    GeneratedFile frpc(Deployment deployment) throws UserException;

    /** What {@code turnserver -c} reads; called only where the deployment has a TURN server on this host. */
    GeneratedFile turnserver(Deployment deployment) throws UserException;
}
