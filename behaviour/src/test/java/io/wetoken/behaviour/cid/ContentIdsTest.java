package io.wetoken.behaviour.cid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that everybody's IPFS knows. */
class ContentIdsTest {
    @TempDir
    private Path dir;

    @Test
    void anEmptyFileIsTheLeafOfNoBytes() throws IOException {
        assertThat(ContentIds.ofFile(Files.createFile(dir.resolve("empty"))))
                .isEqualTo("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    }

    @Test
    void aSmallFileIsItsOnlyLeaf() throws IOException {
        assertThat(ContentIds.ofFile(Files.writeString(dir.resolve("hello"), "hello world")))
                .isEqualTo("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
    }

    @Test
    void anEmptyDirectoryHasTheIdThatAllEmptyDirectoriesHave() throws IOException {
        assertThat(ContentIds.ofDirectory(dir).cid())
                .isEqualTo("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354");
    }

    @Test
    void aDirectoryThatTheProfileWouldSplitIsNotGivenAWrongId() throws IOException {
        String name = "n".repeat(200);
        for (int i = 0; i < 1_200; i++) {
            Files.createFile(dir.resolve(name + i));
        }
        assertThatThrownBy(() -> ContentIds.ofDirectory(dir))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1200");
    }
}
