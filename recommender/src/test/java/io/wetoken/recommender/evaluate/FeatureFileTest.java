package io.wetoken.recommender.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFileTest {
    @TempDir
    private Path home;

    @Test
    void rowsGoToTheItemsWithTheirNumbers() throws IOException {
        Path file = file("image-f32le-3x2.bin", 1, 2, 3, 4, 5, 6);
        FeatureFile.Read read = FeatureFile.read(file, new long[] {0, 2});
        assertThat(read.features().values()).containsExactly(1, 2, 5, 6);
        assertThat(read.skipped()).isEmpty();
        Path zipped = home.resolve("audio-f32le-3x2.bin.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Files.readAllBytes(file));
        }
        assertThat(FeatureFile.read(zipped, new long[] {1}).features().values()).containsExactly(3, 4);
    }

    @Test
    void itemsWithoutFeaturesAreCountedAndTheFirstIsNamed() throws IOException {
        Path file = file("image-f32le-3x2.bin", 1, 2, 0, 0, 5, 6);
        assertThat(FeatureFile.read(file, new long[] {0, 1, 2, 7}).skipped())
                .hasValue(file
                        + ": 2 of 4 items have no features, the first is item 1; they are ranked by behaviour alone");
        assertThat(FeatureFile.read(file, new long[] {0, 7, 9}).skipped().orElseThrow())
                .contains("2 of 3 items", "item 7");
    }

    @Test
    void aFileThatIsNotWhatItsNameSaysIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> FeatureFile.read(home.resolve("image-f32le-3x2.bin"), new long[] {0}))
                .hasMessage(home.resolve("image-f32le-3x2.bin") + " is missing");
        assertThatThrownBy(() -> FeatureFile.read(home.resolve("image.bin"), new long[] {0}))
                .hasMessageContaining("image.bin is not named NAME-f32le-ROWSxCOLUMNS.bin[.gz]");
        Path bad = file("a-f32le-2x2.bin", 1, 2, 3, Float.NaN);
        assertThatThrownBy(() -> FeatureFile.read(bad, new long[] {0, 1}))
                .hasMessage(bad + ": row 1, column 1 is NaN, not a number");
        Path cut = file("b-f32le-3x2.bin", 1, 2, 3);
        assertThatThrownBy(() -> FeatureFile.read(cut, new long[] {0}))
                .hasMessage(cut + " cannot be read as its name says: it ends within row 1 of 3");
        Path more = file("c-f32le-1x2.bin", 1, 2, 3);
        assertThatThrownBy(() -> FeatureFile.read(more, new long[] {0}))
                .hasMessageContaining("it goes on after its 1 rows of 2");
    }

    private Path file(String name, float... numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return Files.write(home.resolve(name), bytes.array());
    }
}
