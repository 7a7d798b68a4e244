package io.github.natcast.sdp.diagnose;

/** How much a {@link Finding} matters; the most serious first. */
public enum Severity {
    /** Some or all viewers cannot connect, or get no picture. */
    ERROR,
    /** It may fail for some viewers or in some browsers. */
    WARNING,
    /** Worth knowing when looking for the cause of something else. */
    INFO
}
