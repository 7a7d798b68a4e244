package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder of a configuration: files that it names without one are beside it. Immutable. */
final class Folder {
    private static final String FRAMES = "frames:";
    /** A URL's scheme, or FFmpeg's name of a format or protocol. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+._-]*:.*", Pattern.DOTALL);

    private final @Nullable Path path;

    private Folder(@Nullable Path path) {
        this.path = path;
    }

    static Folder of(Path file) {
        return new Folder(file.getParent());
    }

    /** The file that a key names. */
    Path path(Fields fields, String key) throws UserException {
        String name = fields.required(key);
        try {
            return path == null ? Path.of(name) : path.resolve(name);
        } catch (InvalidPathException e) {
            throw fields.error(key, "\"" + name + "\" is no file's name: " + e.getReason());
        }
    }

    /** The files of a list; a dash stays as it is. */
    List<String> paths(Fields fields, String key) throws UserException {
        List<String> paths = new ArrayList<>();
        for (String name : fields.texts(key)) {
            paths.add(name.equals("-") ? name : resolved(fields, key, name));
        }
        return paths;
    }

    /** What {@code --source} takes: a file as above; a URL, a device or a dash as it is. */
    String source(Fields fields, String key) throws UserException {
        String source = fields.required(key);
        if (source.startsWith(FRAMES) && !source.startsWith(FRAMES + "tcp:") && path != null) {
            return FRAMES + resolved(fields, key, source.substring(FRAMES.length()));
        }
        return source.equals("-") || SCHEME.matcher(source).matches() || path == null
                ? source
                : resolved(fields, key, source);
    }

    private String resolved(Fields fields, String key, String name) throws UserException {
        try {
            return path == null ? name : path.resolve(name).toString();
        } catch (InvalidPathException e) {
            throw fields.error(key, "\"" + name + "\" is no file's name: " + e.getReason());
        }
    }
}
