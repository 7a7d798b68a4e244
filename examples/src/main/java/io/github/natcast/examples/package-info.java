/**
 * Main classes to read and to run, one idea each. Their first line has them log as {@code natcast} does; a program of
 * yours has its own way.
 */
@NullMarked
package io.github.natcast.examples;

import org.jspecify.annotations.NullMarked;
