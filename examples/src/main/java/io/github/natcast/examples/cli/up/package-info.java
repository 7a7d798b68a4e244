/** {@code natcast up} and {@code natcast status}: a deployment's programs as one. */
@NullMarked
package io.github.natcast.examples.cli.up;

import org.jspecify.annotations.NullMarked;
