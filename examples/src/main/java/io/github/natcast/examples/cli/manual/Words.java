package io.github.natcast.examples.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli's model says, as plain text. Stateless. */
final class Words {
    /** How picocli writes that there is no default value. */
    private static final Set<String> NOTHING = Set.of("null", "[]", "{}");

    private Words() {}

    /** As picocli's help prints them: %n and %% replaced, no colours. */
    static List<String> plain(String[] lines) {
        List<String> plain = new ArrayList<>();
        for (String line : lines) {
            String text = Ansi.OFF.string(String.format(Locale.ROOT, line));
            plain.addAll(text.stripTrailing().lines().toList());
        }
        return plain;
    }

    /** The first sentence of a command's description. */
    static String purpose(CommandSpec spec) {
        List<String> lines = plain(spec.usageMessage().description());
        return lines.isEmpty() ? "" : lines.get(0).replaceFirst("\\.$", "");
    }

    static List<String> description(OptionSpec option, boolean withDefault) {
        List<String> lines = new ArrayList<>(plain(option.description()));
        String value = String.valueOf(option.defaultValueString());
        if (withDefault && !option.typeInfo().isBoolean() && !NOTHING.contains(value)) {
            lines.add("Default: " + value + ".");
        }
        return lines;
    }

    /** Commands below, without those that only help. */
    static Map<String, CommandSpec> commands(CommandSpec spec) {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        spec.subcommands().forEach((name, line) -> {
            if (!line.getCommandSpec().helpCommand()
                    && !line.getCommandSpec().usageMessage().hidden()) {
                commands.putIfAbsent(name, line.getCommandSpec());
            }
        });
        return commands;
    }

    static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    /** The longest name last, as people remember it. */
    static List<String> names(OptionSpec option) {
        return Arrays.stream(option.names())
                .sorted((a, b) -> Integer.compare(a.length(), b.length()))
                .toList();
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }
}
