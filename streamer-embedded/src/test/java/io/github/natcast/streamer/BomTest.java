package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The BOM has no parent to take its versions from. */
final class BomTest {

    private static String text(String file, String element) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("..").resolve(file).toFile());
        return pom.getElementsByTagName(element).item(0).getTextContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "ffmpeg.version", "javacpp.version"})
    void itsVersionsAreThoseThatTheTestsRanWith(String element) throws Exception {
        assertThat(text("bom/pom.xml", element)).isEqualTo(text("pom.xml", element));
    }

    @Test
    void theExampleInSpringBootIsOfTheSameVersion() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("..", "examples", "spring-boot", "pom.xml").toFile());
        assertThat(pom.getElementsByTagName("version").item(1).getTextContent()).isEqualTo(text("pom.xml", "version"));
    }
}
