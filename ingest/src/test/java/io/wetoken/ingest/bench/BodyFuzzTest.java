package io.wetoken.ingest.bench;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wetoken.ingest.core.Body;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Limits;
import io.wetoken.ingest.core.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * The first byte says where the rest comes in and as what. {@code mvn verify} runs what lies in {@code BodyFuzzTestInputs}; with {@code
 * JAZZER_FUZZ=1} in the environment and {@code -Djazzer.hooks=true -Dbudget.fast.seconds=900} bodies are grown from there by what they reach, and what is
 * found is kept there. A run that is ended from outside leaves its last input there too, which is no finding.
 */
class BodyFuzzTest {
    private static final InstantSource NOW = () -> Instant.parse("2026-01-05T23:59:00Z");
    private static final List<String> ENCODINGS = List.of("identity", "gzip", "br", "");

    @FuzzTest(maxDuration = "10m")
    void everyBodyIsAccountedFor(byte[] input) {
        EpochGate gate = new EpochGate(NOW);
        CountingLog log = new CountingLog(gate);
        Intake intake = new Intake(Limits.DEFAULT, gate, log, log, NOW, Runnable::run, Duration.ofSeconds(10));
        int how = input.length == 0 ? 0 : input[0];
        Door door = (how & 1) == 0 ? Door.LIVE : Door.RECORDED;
        Fuzzed body = new Fuzzed(
                door,
                input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length),
                ENCODINGS.get((how >> 2) & 3),
                (how & 2) == 0 ? Body.JSON : Body.LINES,
                null);
        new Accounts(log)
                .count(
                        body,
                        intake.take(
                                        door,
                                        new Body(body.bytes(), true, body.encoding(), body.type()),
                                        body.sender(),
                                        Quota.UNLIMITED)
                                .join());
    }
}
