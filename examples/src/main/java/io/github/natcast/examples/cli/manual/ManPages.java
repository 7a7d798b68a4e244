package io.github.natcast.examples.cli.manual;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page for a program and for each of its commands. Stateless. */
public final class ManPages {
    private ManPages() {}

    /**
     * Writes the pages.
     *
     * @param version the program's
     * @param date of that version
     * @return their texts by their names, such as {@code natcast-serve}
     */
    public static Map<String, String> of(CommandSpec program, String version, LocalDate date) {
        Map<String, String> pages = new LinkedHashMap<>();
        Map<String, CommandSpec> commands = Words.commands(program);
        String source = program.name() + " " + version;
        List<String> names = new ArrayList<>(commands.keySet().stream()
                .map(name -> program.name() + "-" + name)
                .toList());
        names.add(0, program.name());
        pages.put(program.name(), page(program, program.name(), date, source, names));
        commands.forEach((name, command) -> {
            String page = program.name() + "-" + name;
            pages.put(page, page(command, page, date, source, names));
        });
        return pages;
    }

    private static String page(CommandSpec spec, String name, LocalDate date, String source, List<String> all) {
        Roff roff = new Roff(name, date, source);
        roff.name(name, Words.purpose(spec));
        roff.section("SYNOPSIS");
        roff.bold(synopsis(spec));
        roff.section("DESCRIPTION");
        Words.plain(spec.usageMessage().description()).forEach(roff::paragraph);
        commands(spec, roff);
        arguments(spec, roff);
        if (!spec.usageMessage().exitCodeList().isEmpty()) {
            roff.section("EXIT STATUS");
            spec.usageMessage().exitCodeList().forEach((status, meaning) -> roff.term(status, List.of(meaning)));
        }
        List<String> examples = Words.plain(spec.usageMessage().footer());
        if (!examples.isEmpty()) {
            roff.section("EXAMPLES");
            roff.verbatim(examples);
        }
        roff.seeAlso(all.stream().filter(other -> !other.equals(name)).toList());
        return roff.toString();
    }

    private static String synopsis(CommandSpec spec) {
        List<String> parts = new ArrayList<>(List.of(spec.qualifiedName()));
        parts.add("[OPTION...]");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
            parts.add(parameter.required() ? label : "[" + label + "]");
        }
        if (!spec.subcommands().isEmpty()) {
            parts.add("COMMAND");
        }
        return String.join(" ", parts);
    }

    private static void commands(CommandSpec spec, Roff roff) {
        if (!Words.commands(spec).isEmpty()) {
            roff.section("COMMANDS");
            Words.commands(spec).forEach((name, command) -> roff.term(name, List.of(Words.purpose(command) + ".")));
        }
    }

    private static void arguments(CommandSpec spec, Roff roff) {
        roff.section("OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            roff.term(parameter.paramLabel(), Words.plain(parameter.description()));
        }
        boolean defaults = spec.usageMessage().showDefaultValues();
        for (OptionSpec option : Words.options(spec)) {
            String label = Words.takesValue(option) ? "=" + option.paramLabel() : "";
            String term = Words.names(option).stream().collect(Collectors.joining(", ")) + label;
            roff.term(term, Words.description(option, defaults));
        }
    }
}
