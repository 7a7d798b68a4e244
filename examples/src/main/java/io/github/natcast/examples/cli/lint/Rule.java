package io.github.natcast.examples.cli.lint;

/** One thing that files can disagree about. Without state: facts in, findings out. */
@FunctionalInterface
interface Rule {
    void examine(LintedFiles files, Findings findings);
}
