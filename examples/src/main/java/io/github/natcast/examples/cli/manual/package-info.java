/** What comes with an installed command: its manual and what shells complete, made of picocli's model of it. */
@NullMarked
package io.github.natcast.examples.cli.manual;

import org.jspecify.annotations.NullMarked;
