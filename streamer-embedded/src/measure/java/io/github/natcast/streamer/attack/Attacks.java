package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Attacks a server while five others watch it, and prints a table of what these noticed. The argument is the name of an
 * attack, several with commas between, or {@code all}.
 */
public final class Attacks {
    /** For what attackers have to let go of. */
    private static final int PATIENCE_SECONDS = 30;

    private static final long SETTLING_MILLIS = 3_000;

    private final Options options;

    private Attacks(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> names = List.of(arguments.length == 0 ? "all" : arguments[0]);
        if (!OwnNetwork.isInside() && OwnNetwork.isPossible()) {
            System.exit(OwnNetwork.runAgain(Attacks.class, names));
        }
        if (!OwnNetwork.isInside()) {
            System.out.println("No network namespace here: all clients have addresses of 127/8, as behind one tunnel.");
        }
        Attacks attacks = new Attacks(Options.ofProperties());
        attacks.run(Catalogue.select(names.get(0)));
        System.exit(0); // those who watch
    }

    private void run(List<Attack> selected) throws IOException, InterruptedException {
        Files.createDirectories(options.logs());
        System.out.println(Row.HEAD);
        List<String> failed = new ArrayList<>();
        for (Attack attack : selected) {
            try {
                Row row = measure(attack);
                System.out.println(row.text(attack.bounds()));
                if (!attack.bounds().verdict(row).equals(Bounds.HOLDS)) {
                    failed.add(attack.name());
                }
            } catch (IOException e) {
                System.out.println("| " + attack.name() + " | FAILS: " + e.getMessage() + " |");
                failed.add(attack.name());
            }
        }
        System.out.printf(
                "%n%d of %d hold%s%n",
                selected.size() - failed.size(),
                selected.size(),
                failed.isEmpty() ? "" : "; not: " + String.join(", ", failed));
    }

    private Row measure(Attack attack) throws IOException, InterruptedException {
        Path log = options.logs().resolve(attack.name() + ".log");
        try (Victim victim = attack.victim(options, log);
                Swarm swarm =
                        Swarm.join(victim.target().addresses(), victim.target().http());
                AttackerProcess attackers =
                        AttackerProcess.start(attack, victim.target(), attack.seconds(options.attackSeconds()));
                Joins beside = new Joins(victim.target())) {
            prepare(attack, victim);
            Thread.sleep(SETTLING_MILLIS);
            long heapBefore = victim.heapMegabytes();
            begin(swarm, beside);
            Thread.sleep(options.quietSeconds() * 1000L);
            Swarm.Seen quiet = swarm.seen();
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            Asking.Times quietJoins = beside.joins();
            ProcessReading before = ProcessReading.of(victim.pid());
            Peak peak = new Peak(victim.pid());
            double logBefore = victim.logMegabytes();

            begin(swarm, beside);
            long begun = System.nanoTime();
            attackers.begin();
            victim.attacked();
            Tally tally = attackers.await(attack.seconds(options.attackSeconds()) + PATIENCE_SECONDS);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Swarm.Seen under = swarm.seen();
            Asking.Times joins = beside.joins();
            Asking.Times health = beside.health();
            double cores =
                    (ProcessReading.of(victim.pid()).processorMillis() - before.processorMillis()) / 1e3 / seconds;

            begin(swarm, beside);
            Thread.sleep(attack.bounds().afterSeconds() * 1000L);
            Swarm.Seen after = swarm.seen();
            peak.close();
            double logged = victim.logMegabytes() - logBefore;
            long heapAfter = victim.heapMegabytes();
            return new Row(
                    attack.name(),
                    quiet,
                    under,
                    after,
                    quietJoins,
                    joins,
                    health,
                    before,
                    peak.most(),
                    ProcessReading.of(victim.pid()),
                    heapBefore,
                    heapAfter,
                    cores,
                    logged,
                    load,
                    tally.toString(),
                    tally.findings());
        }
    }

    private static void prepare(Attack attack, Victim victim) throws IOException, InterruptedException {
        if (attack.before().isPresent()) {
            Attack first = attack.before().get();
            try (AttackerProcess attackers = AttackerProcess.start(first, victim.target(), first.seconds(0))) {
                attackers.begin();
                attackers.await(first.seconds(0) + PATIENCE_SECONDS);
            }
            Thread.sleep(first.bounds().afterSeconds() * 1000L);
        }
    }

    private static void begin(Swarm swarm, Joins beside) {
        swarm.reset();
        beside.reset();
    }
}
