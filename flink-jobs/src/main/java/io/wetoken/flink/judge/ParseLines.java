package io.wetoken.flink.judge;

import io.wetoken.flink.guard.Candidate;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns lines into candidates. What cannot be used goes to {@link #BAD}, as {@code file:line reason}.
 */
final class ParseLines extends ProcessFunction<Line, Numbered> {
    static final OutputTag<String> BAD = new OutputTag<>("bad-lines", Types.STRING);
    static final String LINES = "lines";
    static final String SKIPPED = "skipped";

    private final String file;
    private final LongCounter lines = new LongCounter();
    private final LongCounter skipped = new LongCounter();

    ParseLines(String file) {
        this.file = file;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(LINES, lines);
        getRuntimeContext().addAccumulator(SKIPPED, skipped);
    }

    @Override
    public void processElement(Line line, Context context, Collector<Numbered> out) {
        lines.add(1L);
        try {
            out.collect(new Numbered(candidate(line), line.number()));
        } catch (BadLineException e) {
            skipped.add(1L);
            context.output(BAD, file + ":" + line.number() + ": " + e.getMessage());
        }
    }

    private static Candidate candidate(Line line) throws BadLineException {
        if (!line.problem().isEmpty()) {
            throw new BadLineException(line.problem());
        }
        return Candidate.of(RecordedEvent.parse(line.text()), line.text());
    }
}
