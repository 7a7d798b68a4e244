package io.github.natcast.streamer.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.JwtSettings;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A program without the library for JSON Web Tokens. */
class MissingLibraryTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void isNamedWhenItIsNeededAndNotBefore() throws Exception {
        URL[] withoutIt = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nimbus-jose-jwt"))
                .map(MissingLibraryTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader program = new URLClassLoader(withoutIt, ClassLoader.getPlatformClassLoader())) {
            Class<?> access = program.loadClass(Access.class.getName());
            Class<?> settings = program.loadClass(JwtSettings.class.getName());
            Method open = program.loadClass(AccessChecks.class.getName()).getMethod("open", access);
            Object tokens = access.getMethod("tokens", String[].class)
                    .invoke(null, (Object) new String[] {"0123456789abcdef0123"});
            Object jwt = access.getMethod("jwt", settings)
                    .invoke(null, settings.getMethod("secret", String.class).invoke(null, SECRET));

            assertThat(open.invoke(null, tokens)).isNotNull();
            assertThatThrownBy(() -> open.invoke(null, jwt))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("com.nimbusds:nimbus-jose-jwt");
        }
        assertThat(AccessChecks.open(Access.jwt(JwtSettings.secret(SECRET)))).isNotNull();
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
