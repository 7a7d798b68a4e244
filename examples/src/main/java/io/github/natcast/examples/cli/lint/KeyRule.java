package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.BadValue;
import io.github.natcast.examples.cli.lint.files.LintedFile;
import io.github.natcast.examples.cli.lint.files.StrangeKey;

/** Keys that a program does not know, and values that it cannot read. */
final class KeyRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        for (LintedFile file : files.all()) {
            for (BadValue value : file.badValues()) {
                findings.add(LintCode.WRONG_VALUE, value.place(), value.key(), value.text(), value.expected());
            }
            for (StrangeKey key : file.strangeKeys()) {
                switch (key.kind()) {
                    case UNKNOWN -> findings.add(LintCode.UNKNOWN_KEY, key.place(), key.key(), key.right());
                    case CASE -> findings.add(LintCode.KEY_CASE, key.place(), key.key(), key.right());
                    case MISPLACED ->
                        findings.addVariant(
                                LintCode.MISPLACED_KEY,
                                key.key().equals(key.right()) ? "top" : "",
                                key.place(),
                                key.key(),
                                key.right());
                }
            }
        }
    }
}
