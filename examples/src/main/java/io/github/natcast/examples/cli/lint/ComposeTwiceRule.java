package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.ComposeFile;
import io.github.natcast.examples.cli.lint.files.ComposeFile.Service;
import io.github.natcast.examples.cli.lint.files.PublishedPort;
import java.util.ArrayList;
import java.util.List;

/** No two entries publish one port of the host. */
final class ComposeTwiceRule implements Rule {
    /** Far above any real file. */
    private static final int MOST = 500;

    @Override
    public void examine(LintedFiles files, Findings findings) {
        for (ComposeFile file : files.compose()) {
            List<PublishedPort> before = new ArrayList<>();
            for (Service service : file.services()) {
                for (PublishedPort port : service.ports()) {
                    before.stream()
                            .filter(other -> collide(other, port))
                            .findFirst()
                            .ifPresent(other -> findings.add(
                                    LintCode.PORT_TWICE,
                                    port.place(),
                                    port.transport(),
                                    port.published(),
                                    other.place()));
                    if (before.size() < MOST) {
                        before.add(port);
                    }
                }
            }
        }
    }

    private static boolean collide(PublishedPort a, PublishedPort b) {
        boolean sameAddress = a.hostAddress().isEmpty()
                || b.hostAddress().isEmpty()
                || a.hostAddress().equals(b.hostAddress());
        return sameAddress
                && a.transport() == b.transport()
                && a.published().isPresent()
                && b.published().filter(a.published().get()::overlaps).isPresent();
    }
}
