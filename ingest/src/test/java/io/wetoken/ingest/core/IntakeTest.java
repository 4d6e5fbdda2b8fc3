package io.wetoken.ingest.core;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Epoch TODAY = Epoch.of(NOON);
    private static final Sender SENDER = new Sender("hash", null);
    private static final Epoch YESTERDAY = TODAY.plusDays(-1);

    private final EpochGate gate = new EpochGate(() -> java.time.Instant.ofEpochMilli(NOON));
    private final MemoryLog log = new MemoryLog(gate);
    private final Intake intake = new Intake(
            Limits.DEFAULT,
            gate,
            log,
            log,
            () -> java.time.Instant.ofEpochMilli(NOON),
            Runnable::run,
            Duration.ofMillis(200));

    @Test
    void aBadEventNeverSinksItsBatch() {
        String bad = aPlay().text("kind", "DANCE").json();

        Answer answer = live("[" + aPlay().json() + ", " + bad + ",7," + aPlay().json() + "]");

        assertThat(answer)
                .isEqualTo(new Answer.Taken(
                        2,
                        List.of(
                                new Answer.Refusal(1, Sample.ID, Reason.UNKNOWN_KIND),
                                new Answer.Refusal(2, null, Reason.NOT_AN_OBJECT))));
        assertThat(log.accepted()).hasSize(2).allMatch(event -> event.getReceived() == NOON);
        assertThat(log.rejected()).hasSize(2);
        RejectedEvent kept = log.rejected().get(0);
        assertThat(raw(kept)).isEqualTo(bad);
        assertThat(kept.getReason()).isEqualTo("UNKNOWN_KIND");
        assertThat(kept.getDetail()).isEqualTo("kind is 'DANCE'");
        assertThat(kept.getDoor()).isEqualTo("live");
        assertThat(kept.getSchemaVersion()).isEqualTo(2);
    }

    @Test
    void whoNamesSomebodyElseLosesThatEventOnly() {
        Sender ann = new Sender("hash", new Speaker("ann", "phone"));
        String bob = aPlay().text("actor", "bob").json();
        Body body = new Body(
                ("[" + aPlay().json() + "," + bob + "]").getBytes(StandardCharsets.UTF_8), true, "identity", Body.JSON);

        Answer answer = intake.take(Door.LIVE, body, ann, Quota.UNLIMITED).join();

        assertThat(answer).isEqualTo(new Answer.Taken(1, List.of(new Answer.Refusal(1, Sample.ID, Reason.NOT_YOURS))));
        assertThat(raw(log.rejected().get(0))).isEqualTo(bob);
        assertThat(log.senders()).containsExactly(ann);
    }

    @Test
    void theQuotaIsAskedForWhomTheSenderSpeaksAndOtherwiseForWhomTheEventsName() {
        List<Speaker> asked = new ArrayList<>();
        Quota quota = events -> {
            asked.addAll(events);
            return Optional.of(new Answer.TooMany("toy", "enough", Duration.ofSeconds(3)));
        };
        String tooLong = aPlay().text("actor", "x".repeat(65)).json();
        Body body = new Body(
                ("[" + aPlay().json() + ",7," + tooLong + "]").getBytes(StandardCharsets.UTF_8),
                true,
                "identity",
                Body.JSON);
        Speaker bob = new Speaker("bob", "watch");

        assertThat(intake.take(Door.LIVE, body, SENDER, quota).join()).isInstanceOf(Answer.TooMany.class);
        intake.take(Door.LIVE, body, new Sender("hash", bob), quota).join();

        assertThat(asked)
                .containsExactly(
                        new Speaker("ann", "phone"),
                        new Speaker(null, null),
                        new Speaker(null, "phone"),
                        bob,
                        bob,
                        bob);
        assertThat(log.accepted()).isEmpty();
        assertThat(log.rejected()).isEmpty();
        assertThat(gate.drained(TODAY)).isCompleted();
    }

    @Test
    void anUnparsableBodyIsKeptWhole() {
        Answer answer = live("[{\"id\":");

        assertThat(answer).isInstanceOf(Answer.Unusable.class);
        assertThat(raw(log.rejected().get(0))).isEqualTo("[{\"id\":");
        assertThat(log.rejected().get(0).getReason()).isEqualTo("NOT_JSON");
    }

    @Test
    void whatTheParserShowsOfABadBodyCanBeKeptAsItIsTold() throws IOException {
        // U+1F600 outside a text: the parser names the first half of its pair only.
        String told = ((Answer.Unusable) live("[{\ud83d\ude00}]")).fault().detail();

        RejectedEvent kept = log.rejected().get(0);
        assertThat(Wire.REJECTED.decode(Wire.REJECTED.encode(kept)).getDetail()).isEqualTo(told);
    }

    @Test
    void aBodyIsReadAsJsonWhateverItSaysThatItIs() {
        byte[] body = ("[" + aPlay().json() + "]").getBytes(StandardCharsets.UTF_8);
        for (String type : new String[] {"", "text/plain", "application/x-www-form-urlencoded"}) {
            Answer answer = intake.take(Door.LIVE, new Body(body, true, "identity", type), SENDER, Quota.UNLIMITED)
                    .join();

            assertThat(answer).as(type).isEqualTo(new Answer.Taken(1, List.of()));
        }
    }

    @Test
    void gzipIsUndone() throws IOException {
        assertThat(take(gzip("[" + aPlay().json() + "]"), "gzip")).isEqualTo(new Answer.Taken(1, List.of()));
    }

    @Test
    void aCutGzipIsKeptAsSent() throws IOException {
        byte[] whole = gzip("[" + aPlay().json() + "]");
        for (int length : new int[] {0, 5, 12, whole.length / 2, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);

            Answer answer = take(cut, "gzip");

            assertThat(((Answer.Unusable) answer).fault().reason())
                    .as("%d bytes", length)
                    .isEqualTo(Reason.BAD_GZIP);
            assertThat(log.rejected().get(log.rejected().size() - 1).getRaw().array())
                    .isEqualTo(cut);
        }
        assertThat(log.accepted()).isEmpty();
    }

    @Test
    void aSmallBodyCannotBecomeALargeOne() throws IOException {
        byte[] bomb = gzip(" ".repeat(128 << 20));
        assertThat(bomb.length).isLessThan(1 << 20);

        Answer answer = take(bomb, "gzip");

        assertThat(((Answer.Unusable) answer).fault().reason()).isEqualTo(Reason.BODY_TOO_LARGE);
        assertThat(log.rejected().get(0).getRaw().remaining()).isEqualTo(Limits.DEFAULT.keptHead());
    }

    @Test
    void exactlyOneMebibyteIsNotTooLarge() throws IOException {
        String padded = "[" + " ".repeat((1 << 20) - 2) + "]";

        assertThat(take(padded.getBytes(StandardCharsets.UTF_8), "identity")).isEqualTo(new Answer.Taken(0, List.of()));
        assertThat(take(gzip(padded), "gzip")).isEqualTo(new Answer.Taken(0, List.of()));
        assertThat(take(gzip(padded + " "), "gzip")).isInstanceOf(Answer.Unusable.class);
    }

    @Test
    void otherEncodingsAreRefused() {
        Answer answer = take(new byte[] {1}, "br");

        assertThat(((Answer.Unusable) answer).fault().reason()).isEqualTo(Reason.UNSUPPORTED_ENCODING);
    }

    @Test
    void nothingIsPromisedWhenTheLogFails() {
        log.failWith(new IllegalStateException("no leader"));

        assertThat(live("[" + aPlay().json() + "]"))
                .isEqualTo(new Answer.Unavailable("The event log failed: no leader"));
        assertThat(gate.isDoubtful(TODAY)).isTrue();
        assertThat(gate.drained(TODAY)).isCompleted();
    }

    @Test
    void aSilentLogIsAnsweredForInBoundedTimeButStaysUnderWay() {
        CompletableFuture<Void> held = log.holdBack();

        assertThat(live("[" + aPlay().json() + "]")).isInstanceOf(Answer.Unavailable.class);
        assertThat(gate.drained(TODAY)).isNotDone();
        held.complete(null);
        assertThat(gate.drained(TODAY)).isCompleted();
    }

    @Test
    void theRecordedDoorMarksADayBeforeItTakesItsFirstEvent() {
        recorded(aPlay().received(NOON).json() + "\n"
                + aPlay().received(YESTERDAY.start()).json());
        recorded(aPlay().received(NOON).json());

        assertThat(log.marks()).containsExactly(YESTERDAY + " RECORDING", TODAY + " RECORDING");
        assertThat(log.accepted()).hasSize(3);
    }

    @Test
    void moreOfACompleteDayMakesItRecordingAgain() {
        gate.apply(YESTERDAY, Mark.COMPLETE);

        recorded(aPlay().received(YESTERDAY.start()).json());

        assertThat(gate.mark(YESTERDAY)).contains(Mark.RECORDING);
    }

    @Test
    void aSealedDayTakesNothingAndKeepsWhatItRefused() {
        gate.apply(YESTERDAY, Mark.SEALED);
        String late = aPlay().received(YESTERDAY.start()).json();

        Answer answer = recorded(late + "\n" + aPlay().received(NOON).json());

        assertThat(answer)
                .isEqualTo(new Answer.Taken(1, List.of(new Answer.Refusal(0, Sample.ID, Reason.EPOCH_CLOSED))));
        assertThat(raw(log.rejected().get(0))).isEqualTo(late);
        assertThat(log.marks()).containsExactly(TODAY + " RECORDING");
    }

    @Test
    void linesThatAreOnlyRefusedMarkNothing() {
        recorded("oops");

        assertThat(log.marks()).isEmpty();
        assertThat(log.rejected()).hasSize(1);
    }

    private Answer live(String body) {
        return take(body.getBytes(StandardCharsets.UTF_8), "identity");
    }

    private Answer take(byte[] body, String encoding) {
        return intake.take(Door.LIVE, new Body(body, true, encoding, Body.JSON), SENDER, Quota.UNLIMITED)
                .join();
    }

    private Answer recorded(String lines) {
        Body body = new Body(lines.getBytes(StandardCharsets.UTF_8), true, "identity", Body.LINES);
        return intake.take(Door.RECORDED, body, Sender.UNKNOWN, Quota.UNLIMITED).join();
    }

    private static String raw(RejectedEvent event) {
        return StandardCharsets.UTF_8.decode(event.getRaw().duplicate()).toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
