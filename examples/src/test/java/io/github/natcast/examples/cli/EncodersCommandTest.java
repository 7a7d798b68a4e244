package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class EncodersCommandTest {

    @Test
    void theTableSaysOfEachEncoderWhetherItIsUsableAndWhyNot() {
        Run run = Run.natcast("encoders", "--size=320x180");

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        int message = lines.get(0).indexOf("MESSAGE");
        assertThat(lines.get(0)).startsWith("ENCODER");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.charAt(message - 1)).isEqualTo(' ');
            assertThat(line.charAt(message)).isNotEqualTo(' ');
        });
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .matches("libopenh264 +H264 +baseline +usable +\\d+ +profile-level-id 42\\p{XDigit}{4}"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .matches("libopenh264 +H264 +main, mode 0 +usable +\\d+ +profile-level-id 4d\\p{XDigit}{4}"));
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).matches("h264_nvenc +H264 +(all|baseline) +(usable|refused|unfit) .*"));
        assertThat(lines).filteredOn(line -> line.startsWith("libvpx ")).hasSize(1);
    }

    @Test
    void jsonCarriesTheSame() throws Exception {
        Run run = Run.natcast("encoders", "--size=320x180", "--json");

        JsonNode list = new ObjectMapper().readTree(run.out());
        assertThat(list).anySatisfy(entry -> {
            assertThat(entry.path("name").asText()).isEqualTo("libvpx");
            assertThat(entry.path("codec").asText()).isEqualTo("VP8");
            assertThat(entry.path("outcome").asText()).isEqualTo("usable");
            assertThat(entry.path("message").asText()).isEqualTo("320x180");
            assertThat(entry.path("ms").isIntegralNumber()).isTrue();
            assertThat(entry.has("profile")).isFalse();
        });
        assertThat(list).anySatisfy(entry -> {
            assertThat(entry.path("name").asText()).isEqualTo("libopenh264");
            assertThat(entry.path("profile").asText()).isEqualTo("main");
            assertThat(entry.path("packetizationMode").asInt(-1)).isZero();
            assertThat(entry.path("outcome").asText()).isEqualTo("usable");
        });
    }

    @Test
    void badSizesAreToldInOneLine() {
        Run run = Run.natcast("encoders", "--size=33x33");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("width 33 must be even");
    }
}
