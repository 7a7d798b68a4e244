/**
 * One server and its surroundings, as {@code natcast.toml} describes them: what commands write, compare, try and start.
 */
@NullMarked
package io.github.natcast.examples.cli.deployment;

import org.jspecify.annotations.NullMarked;
