/** The operator's command line, {@code natcast}. */
@NullMarked
package io.github.natcast.examples.cli;

import org.jspecify.annotations.NullMarked;
