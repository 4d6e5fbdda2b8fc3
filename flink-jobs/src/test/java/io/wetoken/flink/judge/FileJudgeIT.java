package io.wetoken.flink.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.TokenCheck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.functions.sink.PrintSink;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class FileJudgeIT {
    private static final long SEED = 5;

    @TempDir
    Path dir;

    /** The engine is asked how far it is all the time, so also while it goes down: a quarter of all runs on a file of seven thousand lines failed so. */
    @RepeatedTest(3)
    void askingHowFarItIsNeverDecidesHowItEnds() throws Exception {
        List<String> lines = HonestLog.of(SEED, 20, 1).stream().map(Lines::of).toList();
        Path in = Lines.write(dir.resolve("in.jsonl"), lines);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        JobExecutionResult result = new FileJudge(in, dir.resolve("verdicts"), TokenCheck.NONE)
                .run(
                        new PrintSink<>("", true),
                        new PrintStream(told, true, StandardCharsets.UTF_8),
                        Duration.ofMillis(1));
        assertThat(result.<Long>getAccumulatorResult(ParseLines.LINES)).isEqualTo(lines.size());
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(" lines read, judging");
    }
}
