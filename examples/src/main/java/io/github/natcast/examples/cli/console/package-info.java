/** How commands speak with people, at a terminal and in a log. */
@NullMarked
package io.github.natcast.examples.cli.console;

import org.jspecify.annotations.NullMarked;
