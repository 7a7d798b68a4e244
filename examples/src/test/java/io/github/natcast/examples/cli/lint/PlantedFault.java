package io.github.natcast.examples.cli.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A good set with one fault. A file of {@code faults} names the set ({@code base}), what to change in which of its
 * files ({@code -} lines become {@code +} lines), and what must be found. {@code add NAME} begins a whole file,
 * {@code deployment} another deployment, {@code without} leaves files out.
 */
record PlantedFault(String name, FileSet files, String expected) {

    static Stream<PlantedFault> all() {
        return FileSet.list("faults").map(file -> read(String.valueOf(file.getFileName()), FileSet.text(file)));
    }

    private static PlantedFault read(String name, String text) {
        Map<String, String> files = new TreeMap<>();
        String deployment = "none";
        String expected = "";
        String file = "";
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String line : (text + "end ").lines().toList()) {
            String[] parts = line.split(" ", 2);
            boolean isEdit = line.startsWith("-") || line.startsWith("+");
            if (!isEdit && !(before.isEmpty() && after.isEmpty())) {
                files.put(file, edited(name, files.getOrDefault(file, ""), before, after));
                before.clear();
                after.clear();
            }
            switch (parts[0]) {
                case "base" -> {
                    FileSet base = FileSet.good(parts[1]);
                    files.putAll(base.files());
                    deployment = base.deployment();
                }
                case "deployment" -> deployment = parts[1];
                case "without" -> files.remove(parts[1]);
                case "in", "add" -> file = parts[1];
                case "expect" -> expected = parts[1];
                case "end" -> {}
                default -> (line.startsWith("-") ? before : after).add(line.substring(Math.min(2, line.length())));
            }
        }
        return new PlantedFault(name, new FileSet(name, deployment, files), expected);
    }

    private static String edited(String name, String text, List<String> before, List<String> after) {
        String old = String.join("\n", before);
        if (!text.contains(old)) {
            throw new IllegalArgumentException(name + ": nothing to replace: " + old);
        }
        if (before.isEmpty()) {
            return text + String.join("\n", after) + "\n";
        }
        String replacement = after.isEmpty() ? "" : String.join("\n", after) + "\n";
        return (text + "\n").replace(old + "\n", replacement);
    }

    @Override
    public String toString() {
        return name;
    }
}
