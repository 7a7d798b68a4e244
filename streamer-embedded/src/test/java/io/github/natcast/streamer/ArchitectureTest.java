package io.github.natcast.streamer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom. The root package composes everything and holds the values of the API, which all may use. */
final class ArchitectureTest {
    private static final String ROOT = ArchitectureTest.class.getPackageName();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "org.ice4j,            transport.ice4j",
        "org.bouncycastle,     transport.dtls",
        "org.jitsi.srtp,       srtp",
        "org.bytedeco,         ffmpeg",
        "io.netty,             signaling transport.egress",
        "io.netty.channel.unix,  transport.egress",
        "io.netty.channel.epoll, transport.egress",
        "com.fasterxml.jackson, signaling"
    })
    void oneLibraryIsKnownToOnePackage(String library, String owners) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Arrays.stream(owners.split(" "))
                        .map(name -> ROOT + "." + name)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES);
    }

    /** Each package with those of its siblings that it may use; what is missing here may use none. */
    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({
        "encode..,      ''",
        "ffmpeg..,      encode rtp",
        "source..,      ffmpeg",
        "rtp..,         encode rtp..",
        "rtcp..,        rtp",
        "srtp..,        ''",
        "transport..,   transport.. srtp",
        "negotiation.., transport",
        "fanout..,      encode rtp.. rtcp srtp transport",
        "viewer..,      transport.. srtp",
        "signaling..,   ''"
    })
    void packagesUseEachOtherInOneDirection(String user, String used) {
        String[] allowed = Arrays.stream((user + " " + used).trim().split(" +"))
                .map(name -> ROOT + "." + name)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + "." + user)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(ROOT + ".."))
                        .or(resideInAnyPackage(allowed))
                        .or(resideInAPackage(ROOT)))
                .check(CLASSES);
    }

    @Test
    void packagesBelowTheRootHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void negotiationIsPure() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".negotiation")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io", "java.nio..", "java.net", "java.time..", "java.util.concurrent..", "org.slf4j")
                .check(CLASSES);
    }
}
