package io.github.natcast.examples.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ZshCompletionTest {
    @Test
    void commandsOptionsAndValues() {
        assertThat(ZshCompletion.of(Sample.spec())).isEqualTo("""
                #compdef tool

                local state line result=1
                typeset -A opt_args
                _arguments -C \\
                  '1:command:->command' \\
                  '*::argument:->arguments' && result=0

                case $state in
                  command)
                    local -a commands=(
                      'copy:Copies films. Slowly'
                    )
                    _describe command commands && result=0
                    ;;
                  arguments)
                    case $words[1] in
                      copy)
                        _arguments \\
                          '(-o --out)-o[Where to]:FILE:_files' \\
                          '(-o --out)--out=[Where to]:FILE:_files' \\
                          '(--way)--way=[One of UDP, TCP]:WAY:(UDP TCP)' \\
                          '*--tag=[May be given several times]:NAME: ' \\
                          '(--quiet)--quiet[Says nothing]' \\
                          '*:FILM:_files' && result=0
                        ;;
                    esac
                    ;;
                esac
                return result
                """);
    }
}
