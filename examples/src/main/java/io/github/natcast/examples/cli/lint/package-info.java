/**
 * {@code natcast lint}: where the files of tunnel, TURN server and containers disagree with the deployment or each
 * other.
 */
@NullMarked
package io.github.natcast.examples.cli.lint;

import org.jspecify.annotations.NullMarked;
