package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.stun.TransactionId;

/** Sends one agent's connectivity checks (RFC 8445 §7.2). Confined to its agent's thread. */
final class OutgoingChecks {
    private final IceRole role;
    private final IceContext context;
    private final Nominator nominator;

    OutgoingChecks(IceRole role, IceContext context, Nominator nominator) {
        this.role = role;
        this.context = context;
        this.nominator = nominator;
    }

    /** Not before the peer's credentials are known. */
    void send(CandidatePair pair) {
        Generation.Remote peer = pair.generation().remote();
        if (peer == null) {
            return;
        }
        TransactionId transaction = TransactionId.random(context.random());
        // In later checks, too, as browsers do: through a NAT that rebinds they come from a pair new to the peer.
        boolean nominating = role.isControlling() && (nominator.isNominee(pair) || pair.isNominated());
        pair.sent().add(transaction, role.isControlling(), nominating);
        byte[] request = IceMessages.request(
                transaction, peer.username(), role, nominating, context.mac().with(peer.key()));
        pair.checked(request.length);
        pair.base().send(request, pair.remote());
    }
}
