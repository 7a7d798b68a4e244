package io.github.natcast.sdp.diagnose;

/** One thing that can be wrong. Stateless; never throws, whatever the descriptions hold. */
interface Check {
    void examine(DiagnosisContext context, Findings findings);
}
