package io.github.natcast.streamer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Checks the supertypes, fields, methods and constructors that a user can see; a record's components are methods. */
final class NameOnlyPublicTypes extends ArchCondition<JavaClass> {
    NameOnlyPublicTypes() {
        super("name only public types outside internal packages");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!isVisible(type)) {
            return;
        }
        type.getInterfaces().forEach(supertype -> require(type.getName(), supertype, events));
        type.getTypeParameters().forEach(parameter -> require(type.getName(), parameter, events));
        for (JavaMember member : type.getMembers()) {
            if (member.getModifiers().contains(JavaModifier.BRIDGE)) {
                continue; // the compiler's, for a method of a superclass that only its package sees
            }
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
            if (base.getPackageName().startsWith("io.github.natcast")
                    && (!isVisible(base)
                            || resideInAPackage("io.github.natcast..internal..").test(base))) {
                events.add(SimpleConditionEvent.violated(user, user + " names " + base.getName()));
            }
        }
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(NameOnlyPublicTypes::isVisible).orElse(true);
    }
}
