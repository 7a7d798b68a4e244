package io.github.natcast.examples.cli.manual;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What zsh completes: commands and options with what they are for, files where a file is meant. Stateless. */
public final class ZshCompletion {
    private ZshCompletion() {}

    /** The function {@code _PROGRAM}, for a folder in zsh's {@code fpath}. */
    public static String of(CommandSpec program) {
        Map<String, CommandSpec> commands = Words.commands(program);
        StringBuilder out = new StringBuilder();
        out.append("#compdef ").append(program.name()).append("\n\nlocal state line result=1\ntypeset -A opt_args\n");
        out.append("_arguments -C");
        specs(program).forEach(spec -> out.append(" \\\n  ").append(spec));
        out.append(" \\\n  '1:command:->command' \\\n  '*::argument:->arguments' && result=0\n\n");
        out.append("case $state in\n  command)\n    local -a commands=(\n");
        commands.forEach((name, command) -> out.append("      ")
                .append(quoted(name + ":" + Words.purpose(command)))
                .append('\n'));
        out.append("    )\n    _describe command commands && result=0\n    ;;\n  arguments)\n    case $words[1] in\n");
        commands.forEach((name, command) -> {
            out.append("      ").append(name).append(")\n        _arguments");
            specs(command).forEach(spec -> out.append(" \\\n          ").append(spec));
            out.append(" && result=0\n        ;;\n");
        });
        return out.append("    esac\n    ;;\nesac\nreturn result\n").toString();
    }

    private static List<String> specs(CommandSpec spec) {
        List<String> specs = new ArrayList<>();
        for (OptionSpec option : Words.options(spec)) {
            List<String> names = Words.names(option);
            String purpose = "[" + escaped(firstSentence(option)) + "]";
            String value = Words.takesValue(option) ? ":" + escaped(option.paramLabel()) + ":" + values(option) : "";
            String exclusive = option.isMultiValue() ? "*" : "(" + String.join(" ", names) + ")";
            for (String name : names) {
                String equals = Words.takesValue(option) && name.startsWith("--") ? "=" : "";
                specs.add(quoted(exclusive + name + equals + purpose + value));
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            specs.add(quoted("*:" + escaped(parameter.paramLabel()) + ":" + values(parameter)));
        }
        return specs;
    }

    /** As much as a menu has room for. */
    private static String firstSentence(OptionSpec option) {
        String text = String.join(" ", Words.description(option, false));
        return text.replaceFirst("(?s)[.;:] .*|\\.$", "");
    }

    private static String values(ArgSpec argument) {
        Class<?> type = argument.typeInfo().isMultiValue()
                ? argument.auxiliaryTypes()[0]
                : argument.typeInfo().getType();
        if (type == Path.class || type == File.class) {
            return "_files";
        }
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .collect(Collectors.joining(" ", "(", ")"));
        }
        return " ";
    }

    /** For a text within a specification of {@code _arguments}. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
