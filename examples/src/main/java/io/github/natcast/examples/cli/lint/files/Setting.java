package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;

/**
 * A value, and where to change it.
 *
 * @param place of its key; for a default, of what it is a default of
 * @param written whether the file says it; otherwise it is the program's default
 */
public record Setting<T>(T value, Place place, boolean written) {}
