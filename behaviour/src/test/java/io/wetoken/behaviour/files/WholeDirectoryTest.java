package io.wetoken.behaviour.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeDirectoryTest {
    @TempDir
    private Path home;

    @Test
    void appearsWholeAndWithoutItsScratch() throws IOException {
        assertThat(WholeDirectory.write(home.resolve("a/b"), directory -> {
                    Files.createDirectories(directory.resolve(".work/deep"));
                    Files.writeString(directory.resolve(".work/deep/file"), "scratch");
                    Files.writeString(directory.resolve("result"), "7");
                }))
                .isTrue();
        assertThat(home.resolve("a/b/result")).hasContent("7");
        assertThat(home.resolve("a/b/.work")).doesNotExist();
        assertThat(home.resolve("a")).isDirectoryNotContaining("glob:**/.b-*");
    }

    @Test
    void scratchThatItsMakerTidiesUpAtTheSameTimeIsNoFailure() throws IOException {
        List<CompletableFuture<Void>> makers = new ArrayList<>();
        for (int run = 0; run < 20; run++) {
            assertThat(WholeDirectory.write(home.resolve("run-" + run), directory -> {
                        Path scratch = Files.createDirectories(directory.resolve(".work"));
                        List<Path> files = new ArrayList<>();
                        for (int i = 0; i < 200; i++) {
                            files.add(Files.createFile(scratch.resolve("file-" + i)));
                        }
                        CompletableFuture<Boolean> begun = new CompletableFuture<>();
                        makers.add(CompletableFuture.runAsync(() -> files.forEach(file -> {
                            file.toFile().delete();
                            begun.complete(true);
                        })));
                        begun.join();
                    }))
                    .isTrue();
        }
        makers.forEach(CompletableFuture::join);
        assertThat(home).isDirectoryNotContaining("glob:**/.run-*");
    }

    @Test
    void leavesNothingWhenTheWorkFails() {
        assertThatThrownBy(() -> WholeDirectory.write(home.resolve("b"), directory -> {
                    Files.writeString(directory.resolve("half"), "7");
                    throw new IOException("no more");
                }))
                .hasMessage("no more");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void anEqualOneStaysAndADifferentOneIsNeverReplaced() throws IOException {
        Path target = home.resolve("b");
        WholeDirectory.write(target, directory -> Files.writeString(directory.resolve("result"), "7"));

        assertThat(WholeDirectory.write(target, directory -> Files.writeString(directory.resolve("result"), "7")))
                .isFalse();
        assertThatThrownBy(() ->
                        WholeDirectory.write(target, directory -> Files.writeString(directory.resolve("result"), "8")))
                .hasMessageContaining("result differs")
                .hasMessageContaining("nothing was replaced");
        assertThatThrownBy(() ->
                        WholeDirectory.write(target, directory -> Files.writeString(directory.resolve("other"), "7")))
                .hasMessageContaining("other differs");
        assertThat(target.resolve("result")).hasContent("7");
    }
}
