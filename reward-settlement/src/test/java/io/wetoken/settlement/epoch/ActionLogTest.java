package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionLogTest {
    private static final Epoch EPOCH = Epoch.parse("2026-11-21");
    private static final Instant AT = Instant.parse("2026-11-22T01:00:00Z");
    private static final int LINES = 12;

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = dir.resolve(ActionLog.FILE);
        ActionLog log = ActionLog.open(dir, "olga@here");
        for (int i = 0; i < LINES / 2; i++) {
            log.append(AT.plusSeconds(i), EPOCH, "run", Map.of("until", "PAID"));
        }
        ActionLog later = ActionLog.open(dir, "oleg@there");
        for (int i = LINES / 2; i < LINES; i++) {
            later.append(AT.plusSeconds(i), EPOCH, "PLANNED", Map.of("root", "0x" + i));
        }
    }

    @Test
    void linesComeBackInTheirOrderAcrossRuns() throws IOException {
        List<ActionLog.Entry> entries = ActionLog.read(dir);
        assertThat(entries).hasSize(LINES);
        assertThat(entries.get(0).who()).isEqualTo("olga@here");
        ActionLog.Entry last = entries.get(LINES - 1);
        assertThat(last.who()).isEqualTo("oleg@there");
        assertThat(last.what()).isEqualTo("PLANNED");
        assertThat(last.at()).isEqualTo(AT.plusSeconds(LINES - 1));
        assertThat(last.details()).containsExactly(Map.entry("root", "0x" + (LINES - 1)));
        assertThat(ActionLog.read(dir.resolve("nowhere"))).isEmpty();
    }

    /** But for the last line, of which the rows of the epochs hold the hash. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsChangedTakenOutPutInOrMovedIsFound(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> whole = Files.readAllLines(file);
        for (int round = 0; round < 40; round++) {
            List<String> lines = new ArrayList<>(whole);
            int at = random.nextInt(LINES - 1);
            switch (random.nextInt(4)) {
                case 0 -> lines.set(at, changed(lines.get(at), random));
                case 1 -> lines.remove(at);
                case 2 -> lines.add(at, lines.get(at));
                default -> Collections.swap(lines, at, at + 1);
            }
            Files.writeString(file, String.join("\n", lines) + "\n");
            assertThatThrownBy(() -> ActionLog.read(dir))
                    .as("seed %d, round %d", seed, round)
                    .isInstanceOf(SettlementException.class)
                    .hasMessageStartingWith(file + ":");
            assertThatThrownBy(() -> ActionLog.open(dir, "eve")).isInstanceOf(SettlementException.class);
        }
    }

    private static String changed(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        int place = random.nextInt(text.length());
        char now = (char) ('a' + random.nextInt(26));
        text.setCharAt(place, text.charAt(place) == now ? '_' : now);
        return text.toString();
    }

    @Test
    void anAddressThatMayHoldAKeyIsCutToItsHost() {
        assertThat(ActionLog.withoutSecrets(
                        "No node answers at https://me:pw@node.example:8545/v3/0123abc?key=9 (chain.url): refused"))
                .isEqualTo("No node answers at https://node.example:8545 (chain.url): refused");
    }

    @Test
    void aLineThatAKilledRunLeftHalfIsCutOffAndToldOf() throws IOException {
        Files.write(file, "{\"number\":12,\"a".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThat(ActionLog.read(dir)).hasSize(LINES);
        ActionLog.open(dir, "olga").append(AT, EPOCH, "run", Map.of());
        List<ActionLog.Entry> entries = ActionLog.read(dir);
        assertThat(entries).hasSize(LINES + 1);
        assertThat(entries.get(LINES).details()).containsEntry("unfinishedBytes", "15");
    }
}
