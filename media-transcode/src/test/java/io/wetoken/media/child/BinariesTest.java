package io.wetoken.media.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BinariesTest {
    /** Where there is no sound server this process cannot load what the programs are linked to. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "which libraries a process has is read from /proc")
    void theyAreUnpackedAndNotLoadedIntoThisProcess() throws Exception {
        Binaries binaries = Binaries.load();
        for (Path program : List.of(binaries.ffmpeg(), binaries.ffprobe())) {
            assertThat(firstLine(binaries, program)).startsWith(program.getFileName() + " version ");
        }
        assertThat(Files.readString(Path.of("/proc/self/maps"), StandardCharsets.UTF_8))
                .doesNotContain("libavdevice");
    }

    private static String firstLine(Binaries binaries, Path program) throws IOException, InterruptedException {
        // The linker says on its own that stand-ins have no versions.
        ProcessBuilder builder =
                new ProcessBuilder(program.toString(), "-version").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(binaries.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().findFirst().orElse("");
    }
}
