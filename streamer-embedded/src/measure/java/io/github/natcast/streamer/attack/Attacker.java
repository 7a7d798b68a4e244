package io.github.natcast.streamer.attack;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The attackers' process, which runs at a lowered priority. The arguments are the attack, the server's address, its
 * ports of HTTP and media, and seconds; "go" on its input begins. Prints what it did on one line.
 */
final class Attacker {
    private Attacker() {}

    public static void main(String[] arguments) throws Exception {
        Attack attack = Catalogue.named(arguments[0]);
        InetAddress server = InetAddress.getByName(arguments[1]);
        Victim.Target target = new Victim.Target(
                Addresses.here(),
                new InetSocketAddress(server, Integer.parseInt(arguments[2])),
                new InetSocketAddress(server, Integer.parseInt(arguments[3])));
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        Tally tally = new Tally();
        try {
            attack.run(target, Deadline.in(Integer.parseInt(arguments[4])), tally);
        } catch (Session.RefusedException e) {
            tally.found("attackers " + e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
            tally.found("attackers failed: " + e.getMessage());
        }
        System.out.println(tally.toString().replace('\n', ' '));
        System.exit(0); // whatever threads still wait
    }
}
