/** Main classes to read and to run, one idea each. */
@NullMarked
package io.github.natcast.examples;

import org.jspecify.annotations.NullMarked;
