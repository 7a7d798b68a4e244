/** {@code natcast.toml}: its keys, what stands behind each, and where a value in force came from. */
@NullMarked
package io.github.natcast.examples.cli.config;

import org.jspecify.annotations.NullMarked;
