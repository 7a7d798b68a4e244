/**
 * SDP made true behind NAT: a lossless model, rewriting by rules, and a doctor for descriptions that do not connect.
 *
 * <p>Needs nothing but {@code java.base} at run time, so that {@code jlink} can link it. Who uses
 * {@link io.github.natcast.sdp.jain} in a modular program has {@code javax.sdp} in a module {@code jain.sip.ri}, which
 * is the name that the jar of jain-sip-ri gets; with another jar of {@code javax.sdp}, both belong on the class path.
 */
// The jar of jain-sip-ri names no module. It is optional, so a build without it, or with another name, still resolves.
module io.github.natcast.sdp {
    // Not "transitive": the compiler would then demand both of every program that requires this module.
    requires static jain.sip.ri;
    requires static org.jspecify;

    exports io.github.natcast.sdp;
    exports io.github.natcast.sdp.diagnose;
    exports io.github.natcast.sdp.jain;
    exports io.github.natcast.sdp.rewrite;
    exports io.github.natcast.topology;
}
