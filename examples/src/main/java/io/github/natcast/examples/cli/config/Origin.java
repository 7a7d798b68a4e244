package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.text.Place;

/** Where a value came from. Immutable. */
sealed interface Origin {

    /** How an error about the value begins, in place of the flag's name. */
    String blame();

    /** As a column of a table has it. */
    String shown();

    /** Nobody gave one. */
    record Default() implements Origin {
        @Override
        public String blame() {
            return "the default";
        }

        @Override
        public String shown() {
            return "default";
        }
    }

    /** A key of the file, or what follows from it. */
    record InFile(Place place, String key) implements Origin {
        @Override
        public String blame() {
            return place + ": " + key;
        }

        @Override
        public String shown() {
            return place.file() + ":" + place.line();
        }
    }

    /** A variable of the environment. */
    record Variable(String name) implements Origin {
        @Override
        public String blame() {
            return name;
        }

        @Override
        public String shown() {
            return name;
        }
    }

    /** The command line. */
    record Flag(String option) implements Origin {
        @Override
        public String blame() {
            return option;
        }

        @Override
        public String shown() {
            return option;
        }
    }
}
