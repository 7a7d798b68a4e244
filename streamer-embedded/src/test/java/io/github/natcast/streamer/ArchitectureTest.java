package io.github.natcast.streamer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.natcast.streamer.ffmpeg.AvPicture;
import io.github.natcast.streamer.internal.media.source.CopiedSource;
import io.github.natcast.streamer.internal.media.source.MediaSource;
import io.github.natcast.streamer.internal.media.source.TestPatternSource;
import io.github.natcast.streamer.internal.media.source.frames.FrameSocketSource;
import io.github.natcast.streamer.netty.NatcastHandler;
import io.github.natcast.streamer.probe.CertificateProbe;
import io.github.natcast.streamer.probe.IceProbe;
import io.github.natcast.streamer.probe.RelayProbe;
import io.github.natcast.streamer.whep.WhepSource;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The extent of the API, and the allowed dependencies of the packages below it. */
final class ArchitectureTest {
    private static final String API = ArchitectureTest.class.getPackageName();
    private static final String INTERNAL = API + ".internal";
    private static final int MAXIMUM_PUBLIC_TYPES = 32;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(API);

    /** The API's types that act; the others are values and interfaces, and do not depend on internal packages. */
    private static final Set<Class<?>> ENTRY_TYPES = Set.of(
            Streamer.class,
            StreamerBuilder.class,
            NetworkBuilder.class,
            SecurityBuilder.class,
            PushVideoSource.class,
            EncodedVideoSource.class,
            RawVideoSource.class,
            AvPicture.class,
            NatcastHandler.class,
            CertificateProbe.class,
            IceProbe.class,
            RelayProbe.class,
            WhepSource.class);

    private static final DescribedPredicate<JavaClass> IS_ENTRY = DescribedPredicate.describe(
            "are entry types", type -> ENTRY_TYPES.stream().anyMatch(entry -> isWithin(type, entry)));

    /** A static factory of this interface names its implementations: the one dependency that no entry type has. */
    private static final DescribedPredicate<JavaClass> IS_VIDEO_SOURCE =
            DescribedPredicate.describe("is VideoSource", type -> type.isEquivalentTo(VideoSource.class));

    private static boolean isWithin(JavaClass type, Class<?> outer) {
        return type.isEquivalentTo(outer) || type.getName().startsWith(outer.getName() + "$");
    }

    @Test
    void theApiIsSmall() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.isTopLevelClass()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && type.getPackageName().equals(API))
                        .map(JavaClass::getName))
                .hasSizeLessThanOrEqualTo(MAXIMUM_PUBLIC_TYPES);
    }

    @Test
    void theApiNamesNoInternalType() {
        classes()
                .that()
                .resideOutsideOfPackage(INTERNAL + "..")
                .and()
                .arePublic()
                .should(new NameOnlyPublicTypes())
                .check(CLASSES);
    }

    @Test
    void onlyEntryTypesCallInside() {
        classes()
                .that()
                .resideOutsideOfPackage(INTERNAL + "..")
                .and(not(IS_ENTRY))
                .and(not(IS_VIDEO_SOURCE))
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(INTERNAL + "..")
                .check(CLASSES);
    }

    @Test
    void nobodyInsideKnowsAnEntryType() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .should()
                .dependOnClassesThat(IS_ENTRY)
                .check(CLASSES);
    }

    /** The root package is among them: its entry types depend on everything, and everything on its values. */
    @Test
    void noPackageIsInACycle() {
        slices().assignedFrom(new Packages())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(VideoSource.class, CopiedSource.class)
                .ignoreDependency(VideoSource.class, MediaSource.class)
                .ignoreDependency(VideoSource.class, TestPatternSource.class)
                .ignoreDependency(VideoSource.class, FrameSocketSource.class)
                .ignoreDependency(VideoSource.class, PushVideoSource.class)
                .ignoreDependency(VideoSource.class, EncodedVideoSource.class)
                .check(CLASSES);
    }

    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(IS_ENTRY.test(type) ? "entry types" : packageOf(type));
        }

        /** Channels publish, and say so in their own words: the values of both are one. */
        private static String packageOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(API + ".publish") ? API : name;
        }

        @Override
        public String getDescription() {
            return "packages, with the entry types of the API apart from its values";
        }
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "org.ice4j,              internal.transport.ice4j",
        "org.bouncycastle,       internal.transport.dtls",
        "org.jitsi.srtp,         internal.srtp",
        "org.bytedeco,           internal.media.ffmpeg ffmpeg",
        "io.netty,               internal.signaling.netty internal.transport.egress internal.transport.tcp netty",
        "io.netty.handler,       internal.signaling.netty",
        "io.netty.channel.unix,  internal.signaling.netty internal.transport.egress",
        "io.netty.channel.epoll, internal.signaling.netty internal.transport.egress internal.transport.tcp",
        "com.fasterxml.jackson,  internal.signaling",
        "com.nimbusds,           internal.access.jwt",
        "com.sun.net.httpserver, httpserver",
        "jakarta,                servlet",
        "io.micrometer,          micrometer"
    })
    void oneLibraryIsKnownToOnePackage(String library, String owners) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(owners, API))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(CLASSES);
    }

    /** Anybody could have written them: they know what a program knows. */
    @ParameterizedTest(name = "{0} uses only signalling''s interfaces")
    @ValueSource(strings = {"httpserver", "servlet"})
    void adaptersUseOnlySignallingsInterfaces(String adapter) {
        classes()
                .that()
                .resideInAPackage(API + "." + adapter)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(API + ".."))
                        .or(resideInAnyPackage(API + "." + adapter, API + ".signaling")))
                .check(CLASSES);
    }

    /** Each package with the packages that it may use beside the API; a package that is missing here may use all. */
    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({
        "media.codec..,     ''",
        "media.audio..,     media.bitstream media.codec",
        "media.switching.., ''",
        "media.bitstream.., media.codec rtp",
        "media.video..,     media.bitstream media.codec",
        "media.ffmpeg..,    media.bitstream media.codec rtp",
        "media.source..,    media.bitstream media.ffmpeg",
        "media,             media.audio media.codec media.switching media.video",
        "rtp..,             media.codec rtp..",
        "rtcp..,            rtp",
        "receive..,         media.bitstream media.codec rtp.. rtcp",
        "publish,           connection limits media negotiation rate rtp.. sender srtp transport.. viewers",
        "pull,              connection media.bitstream media.source negotiation publish receive rtp rtcp srtp transport..",
        "srtp..,            ''",
        "forwarded..,       ''",
        "limits..,          ''",
        "tls,               ''",
        "access,            access.jwt limits",
        "access.jwt,        ''",
        "transport..,       transport.. forwarded limits srtp",
        "negotiation..,     transport",
        "sender..,          limits media.codec rate rtp.. rtcp srtp transport",
        "connection..,      limits transport.. srtp",
        "signaling,         forwarded limits negotiation",
        "signaling.netty,   forwarded limits signaling tls",
        "viewers..,         connection limits media.. negotiation rate rtp.. sender signaling srtp transport..",
        "addresses..,       connection transport",
        "answer..,          addresses connection limits media negotiation rtp sender signaling transport viewers"
    })
    void packagesUseEachOtherInOneDirection(String user, String used) {
        classes()
                .that()
                .resideInAPackage(INTERNAL + "." + user)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(API + ".."))
                        .or(resideInAnyPackage(packages((user + " " + used).trim(), INTERNAL)))
                        .or(resideInAnyPackage(API, API + ".publish", API + ".security", API + ".signaling", INTERNAL)))
                .check(CLASSES);
    }

    @Test
    void negotiationIsPure() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + ".negotiation")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io", "java.nio..", "java.net", "java.time..", "java.util.concurrent..", "org.slf4j")
                .check(CLASSES);
    }

    private static String[] packages(String names, String parent) {
        return Arrays.stream(names.trim().split(" +"))
                .map(name -> parent + "." + name)
                .toArray(String[]::new);
    }
}
