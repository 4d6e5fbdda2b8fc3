package io.wetoken.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestCheckpointTest {
    @TempDir
    java.nio.file.Path directory;

    @Test
    void aFirstStartHasNone() throws IOException {
        assertThat(newest()).isEmpty();
        assertThat(NewestCheckpoint.in(new Path(directory.resolve("absent").toUri())))
                .isEmpty();
    }

    @Test
    void theHighestCompletedNumberOfAllStartsIsTheNewest() throws IOException {
        completed("job-a/chk-9");
        completed("job-b/chk-10");
        completed("job-a/chk-8");
        Files.createDirectories(directory.resolve("job-b/chk-11"));
        Files.createDirectories(directory.resolve("job-b/shared"));

        assertThat(newest())
                .hasValueSatisfying(path -> assertThat(path.getPath()).endsWith("job-b/chk-10"));
    }

    private Optional<Path> newest() throws IOException {
        return NewestCheckpoint.in(new Path(directory.toUri()));
    }

    private void completed(String checkpoint) throws IOException {
        Files.createFile(Files.createDirectories(directory.resolve(checkpoint)).resolve("_metadata"));
    }
}
