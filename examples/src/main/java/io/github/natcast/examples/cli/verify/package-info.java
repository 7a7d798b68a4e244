/**
 * {@code natcast verify}: tries what {@code natcast.toml} says. Each {@linkplain Check check} finds that something
 * holds, that it fails, or that it cannot be told from here.
 */
@NullMarked
package io.github.natcast.examples.cli.verify;

import org.jspecify.annotations.NullMarked;
