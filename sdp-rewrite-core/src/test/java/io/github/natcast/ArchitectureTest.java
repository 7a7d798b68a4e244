package io.github.natcast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may use which, and what the API may name. */
final class ArchitectureTest {
    private static final String ROOT = ArchitectureTest.class.getPackageName();
    private static final String INTERNAL = ROOT + "..internal..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> JAVA_BASE = DescribedPredicate.describe(
            "are of java.base",
            type -> "java.base"
                    .equals(type.getBaseComponentType().reflect().getModule().getName()));

    /** Each package with those that it may use. */
    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource({
        "sdp.internal,      ''",
        "sdp.internal.json, ''",
        "sdp,               sdp.internal",
        "topology,          sdp sdp.internal.json",
        "sdp.rewrite,       sdp sdp.internal sdp.internal.json topology",
        "sdp.diagnose,      sdp sdp.internal sdp.rewrite topology",
        "sdp.jain,          sdp sdp.rewrite"
    })
    void packagesUseEachOtherInOneDirection(String user, String used) {
        classes()
                .that()
                .resideInAPackage(ROOT + "." + user)
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(packages(user + " " + used))))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCoreDependsOnTheJavaBaseModuleAlone() {
        classes()
                .that()
                .resideOutsideOfPackage(ROOT + ".sdp.jain")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + "..", "org.jspecify.annotations")
                        .or(JAVA_BASE))
                .check(CLASSES);
    }

    @Test
    void javaxSdpIsKnownToOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sdp.jain")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.sdp..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(ROOT + ".sdp.jain")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + "..", "org.jspecify.annotations", "javax.sdp")
                        .or(JAVA_BASE))
                .check(CLASSES);
    }

    @Test
    void theCoreOpensNoSocketFileOrThreadAndReadsNoClock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio.file..", "java.nio.channels..", "java.time..")
                .check(CLASSES);
    }

    @Test
    void theApiNamesNoInternalType() {
        classes()
                .that()
                .resideOutsideOfPackage(INTERNAL)
                .and()
                .arePublic()
                .should(new NameOnlyPublicTypes())
                .check(CLASSES);
    }

    /** Looks at supertypes, fields, methods and constructors that a user can see; a record's components are methods. */
    private static final class NameOnlyPublicTypes extends ArchCondition<JavaClass> {
        NameOnlyPublicTypes() {
            super("name only public types outside internal packages");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!isVisible(type)) {
                return;
            }
            Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                    .forEach(supertype -> require(type.getName(), supertype, events));
            type.getTypeParameters().forEach(parameter -> require(type.getName(), parameter, events));
            for (JavaMember member : type.getMembers()) {
                if (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED)) {
                    types(member).forEach(named -> require(member.getFullName(), named, events));
                }
            }
        }

        private static Stream<JavaType> types(JavaMember member) {
            if (member instanceof JavaField field) {
                return Stream.of(field.getType());
            }
            JavaCodeUnit code = (JavaCodeUnit) member;
            return Stream.of(
                            Stream.of(code.getReturnType()),
                            code.getParameterTypes().stream(),
                            code.getExceptionTypes().stream(),
                            code.getTypeParameters().stream())
                    .flatMap(types -> types);
        }

        private static void require(String user, JavaType named, ConditionEvents events) {
            for (JavaClass type : named.getAllInvolvedRawTypes()) {
                JavaClass base = type.getBaseComponentType();
                if (base.getPackageName().startsWith(ROOT)
                        && (!isVisible(base) || resideInAPackage(INTERNAL).test(base))) {
                    events.add(SimpleConditionEvent.violated(user, user + " names " + base.getName()));
                }
            }
        }

        private static boolean isVisible(JavaClass type) {
            return type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.getEnclosingClass()
                            .map(NameOnlyPublicTypes::isVisible)
                            .orElse(true);
        }
    }

    private static String[] packages(String names) {
        return Arrays.stream(names.split(" ")).map(name -> ROOT + "." + name).toArray(String[]::new);
    }
}
