package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path dir;

    @Test
    void valuesAreTrimmedAndTyped() throws IOException {
        Path file = Files.writeString(dir.resolve("we.properties"), "name = Zoë \nport=8080\nempty=\n");
        Settings settings = Settings.load(file);
        assertThat(settings.text("name")).isEqualTo("Zoë");
        assertThat(settings.number("port", 1, 0, 65535)).isEqualTo(8080);
        assertThat(settings.number("other", 7, 0, 10)).isEqualTo(7);
        assertThat(settings.text("empty", "otherwise")).isEqualTo("otherwise");
        assertThat(settings.optional("empty")).isEmpty();
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void allProblemsComeTogetherAndOnce() {
        Settings settings = Settings.of("we.properties", Map.of("port", "80800", "size", "many"));
        settings.text("name");
        settings.number("port", 1, 0, 65535);
        settings.required("size", 0, 9);
        assertThatThrownBy(settings::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("we.properties: name is missing; port must be a whole number from 0 to 65535, is '80800';"
                        + " size must be a whole number from 0 to 9, is 'many'");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void aKeyThatNobodyAskedForIsMisspelt() {
        Settings settings = Settings.of("rules", Map.of("prot", "1"));
        settings.number("port", 1, 0, 9);
        assertThatThrownBy(settings::checkNothingElse).hasMessage("rules: prot is unknown");
    }

    @Test
    void whatIsWrongInAFileIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(dir.resolve("run.properties"), """
                # one \\
                ok = 1

                port = \\
                    eighty
                ! three
                prot = 1
                size = 1000
                size = 10
                """);
        Settings settings = Settings.load(file).over(Map.of("rate", "x", "ok", "7"));
        assertThat(settings.number("ok", 0, 0, 9)).isOne();
        settings.number("port", 0, 0, 9);
        settings.decimal("rate", 0, 1);
        settings.required("size", 0, 9);
        settings.problem("ok", "is not enough");
        assertThatThrownBy(settings::checkNothingElse)
                .hasMessage(file + ": port must be a whole number from 0 to 9, is 'eighty' (line 4);"
                        + " rate must be a number from 0.0 to 1.0, is 'x';"
                        + " size must be a whole number from 0 to 9, is '10' (line 9);"
                        + " ok: is not enough (line 2); prot is unknown (line 7)");
        Files.writeString(file, "a=1\nb=\\u00\n");
        assertThatThrownBy(() -> Settings.load(file)).hasMessageContaining("is not a properties file: line 2: ");
    }

    @Test
    void missingFileIsNamed() {
        Path file = dir.resolve("absent.properties");
        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent.properties");
    }

    @Test
    void brokenEscapeIsNotAPropertiesFile() throws IOException {
        Path file = Files.writeString(dir.resolve("broken.properties"), "a=\\u00");
        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.properties is not a properties file");
    }

    @Test
    void decimalsAreNumbersWithinBounds() {
        Settings settings = Settings.of("file", Map.of("a", "1e-3", "b", "2", "c", "NaN"));
        assertThat(settings.decimal("a", 0, 1)).isEqualTo(.001);
        settings.decimal("b", 0, 1);
        settings.decimal("c", 0, 1);
        settings.decimal("d", 0, 1);
        assertThatThrownBy(settings::check)
                .hasMessage("file: b must be a number from 0.0 to 1.0, is '2'; "
                        + "c must be a number from 0.0 to 1.0, is 'NaN'; d is missing");
    }
}
