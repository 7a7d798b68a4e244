/** What the files of tunnels, TURN servers and containers say: facts with their places, and no judgement. */
@NullMarked
package io.github.natcast.examples.cli.lint.files;

import org.jspecify.annotations.NullMarked;
