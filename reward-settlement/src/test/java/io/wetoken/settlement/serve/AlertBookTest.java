package io.wetoken.settlement.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.settlement.epoch.ActionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertBookTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(12);
    private static final Trouble FAILED = new Trouble(Trouble.Kind.FAILED, "2026-11-23", "no space left");

    @TempDir
    private Path directory;

    @Test
    void theSameTroubleIsToldOnceEvenByAServerThatStartsAgain() throws IOException {
        AlertBook book = AlertBook.open(directory, 0);
        book.note(List.of(FAILED), Set.of(), NOON, REPEAT);
        book.note(List.of(FAILED), Set.of(), NOON.plusSeconds(60), REPEAT);
        assertThat(deliver(book)).containsExactly("epoch.failed 1");
        book.save();
        AlertBook again = AlertBook.open(directory, 0);
        again.note(
                List.of(new Trouble(Trouble.Kind.FAILED, "2026-11-23", "still no space")),
                Set.of(),
                NOON.plusSeconds(90),
                REPEAT);
        assertThat(deliver(again)).isEmpty();
    }

    @Test
    void itIsToldAgainWhenItLastsAndOnceWhenItEnds() throws IOException {
        AlertBook book = AlertBook.open(directory, 0);
        book.note(List.of(FAILED), Set.of(), NOON, REPEAT);
        book.note(List.of(FAILED), Set.of(), NOON.plus(REPEAT), REPEAT);
        book.note(List.of(), Set.of(), NOON.plus(REPEAT).plusSeconds(1), REPEAT);
        book.note(List.of(), Set.of(), NOON.plus(REPEAT).plusSeconds(2), REPEAT);
        assertThat(deliver(book)).containsExactly("epoch.failed 1", "epoch.failed 2", "epoch.failed.ended 3");
    }

    @Test
    void whatNobodyKnowsYetIsNotOver() throws IOException {
        AlertBook book = AlertBook.open(directory, 0);
        book.note(List.of(FAILED), Set.of(), NOON, REPEAT);
        book.note(List.of(), Set.of(Trouble.Kind.FAILED), NOON.plusSeconds(1), REPEAT);
        assertThat(deliver(book)).containsExactly("epoch.failed 1");
    }

    @Test
    void everyTryHasTheSameIdAndTheLastGivesUp() throws IOException {
        AlertBook book = AlertBook.open(directory, 0);
        book.note(List.of(FAILED), Set.of(), NOON, REPEAT);
        List<String> ids = new ArrayList<>();
        Instant at = NOON;
        boolean givenUp = false;
        while (!givenUp) {
            Optional<AlertBook.Message> due = book.due(at);
            if (due.isEmpty()) {
                at = at.plusSeconds(1);
                continue;
            }
            ids.add(due.get().id());
            givenUp = book.failed(due.get(), at);
            book.save();
            book = AlertBook.open(directory, 0);
        }
        assertThat(ids).hasSize(7).containsOnly(ids.get(0));
        assertThat(Duration.between(NOON, at)).isBetween(Duration.ofHours(17), Duration.ofHours(18));
        assertThat(book.pending()).isZero();
    }

    @Test
    void onlyDaysReconciledSinceTheBookBeganAreNewsAndOnce() throws IOException {
        List<ActionLog.Entry> log = new ArrayList<>(List.of(reconciled(0, "2026-11-22")));
        AlertBook book = AlertBook.open(directory, log.size());
        log.add(reconciled(1, "2026-11-23"));
        book.read(log, NOON);
        book.read(log, NOON);
        assertThat(book.pending()).isOne();
        assertThat(deliver(book)).containsExactly("epoch.reconciled 1");
        book.save();
        AlertBook again = AlertBook.open(directory, 77);
        again.read(List.of(reconciled(0, "2026-11-24")), NOON);
        assertThat(deliver(again)).as("the log was moved away").containsExactly("epoch.reconciled 1");
    }

    private static ActionLog.Entry reconciled(long number, String epoch) {
        return new ActionLog.Entry(number, NOON, epoch, "me", "RECONCILED", Map.of(), "hash");
    }

    @Test
    void aBookThatCannotBeReadIsNamed() throws IOException {
        Files.writeString(directory.resolve(AlertBook.FILE), "{\"pending\":[{\"next\":\"yesterday\"}]}");
        assertThatThrownBy(() -> AlertBook.open(directory, 0)).hasMessageContaining("alerts.json cannot be read");
    }

    private static List<String> deliver(AlertBook book) throws IOException {
        List<String> told = new ArrayList<>();
        Instant later = NOON.plus(Duration.ofDays(1));
        for (Optional<AlertBook.Message> next = book.due(later); next.isPresent(); next = book.due(later)) {
            JsonNode body = new ObjectMapper().readTree(next.get().body());
            told.add(body.path("type").asText() + " " + body.at("/data/times").asInt());
            book.delivered(next.get());
        }
        return told;
    }
}
