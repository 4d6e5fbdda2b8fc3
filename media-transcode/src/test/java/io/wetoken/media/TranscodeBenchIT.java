package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.media.bench.TranscodeBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmark says; how fast it is here and now is nobody's business. */
class TranscodeBenchIT {
    @TempDir
    private Path dir;

    @Test
    void figuresStandBesideTheirBaseline() throws IOException {
        Path clip = Bundled.clip(
                dir.resolve("clip.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=640x360:d=2",
                "-f",
                "lavfi",
                "-i",
                "sine=d=2",
                "-c:v",
                "mpeg4",
                "-q:v",
                "2");

        Tried tried = Tried.run(new TranscodeBench(), "--clip", clip.toString(), "--rounds", "2", "--json");

        assertThat(tried.status()).as(tried.err()).isZero();
        JsonNode json = tried.json();
        assertThat(json.path("name").asText()).isEqualTo("transcode");
        for (String field : new String[] {
            "/figures/cpuSeconds",
            "/figures/cpuSecondsWithEverything",
            "/baseline/cpuSeconds",
            "/figures/cpuRatio",
            "/ratio/cpu"
        }) {
            assertThat(json.at(field).asDouble()).as(field).isPositive();
        }
        assertThat(json.at("/ratio/cpu")).isEqualTo(json.at("/figures/cpuRatio"));
        // The same encoder at the same rate must look the same, wherever it was started.
        for (String rung : new String[] {"240", "360"}) {
            double ours = json.at("/figures/ssim/" + rung).asDouble();
            assertThat(ours)
                    .isBetween(json.at("/baseline/ssim/" + rung).asDouble() - .01, 1.0)
                    .isGreaterThan(.9);
        }
        assertThat(json.path("machine").asText()).isNotBlank();
        assertThat(json.path("command").asText()).startsWith("./we bench transcode");
    }

    @Test
    void aFileThatIsNoVideoIsNotMeasured() throws IOException {
        Path text = Files.writeString(dir.resolve("text.mp4"), "no video");
        assertThat(Tried.run(new TranscodeBench(), "--clip", text.toString()).status())
                .isEqualTo(2);
        assertThat(Tried.run(new TranscodeBench(), "--rounds", "0").status()).isEqualTo(2);
    }
}
