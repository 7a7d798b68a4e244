/**
 * Files of settings, read so that every key and value keeps its line and column. Foreign readers are known here only.
 */
@NullMarked
package io.github.natcast.examples.cli.text;

import org.jspecify.annotations.NullMarked;
