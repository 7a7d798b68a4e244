/** {@code natcast deploy}: the files of other programs that follow from a deployment. */
@NullMarked
package io.github.natcast.examples.cli.deploy;

import org.jspecify.annotations.NullMarked;
