package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import java.util.List;

/** A file that was recognized and read. */
public sealed interface LintedFile permits FrpcFile, FrpsFile, CoturnFile, ComposeFile {

    /** Its beginning: for what a file as a whole lacks. */
    Place place();

    /** In the order of the file. */
    List<BadValue> badValues();

    /** In the order of the file. */
    List<StrangeKey> strangeKeys();
}
