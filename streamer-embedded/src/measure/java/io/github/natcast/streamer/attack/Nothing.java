package io.github.natcast.streamer.attack;

/** No attack: what is seen beside it is the machine's own doing. */
final class Nothing implements Attack {
    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public void run(Victim.Target target, Deadline deadline, Tally tally) throws InterruptedException {
        deadline.await();
    }
}
