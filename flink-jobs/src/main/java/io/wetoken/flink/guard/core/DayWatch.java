package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.concurrent.TimeUnit;

/**
 * More than 1,440 minutes watched by one account in a day. Every claim counts, also one that is suspect already, at the day (by true time) in which it
 * lies; a claim that spans midnight is cut there.
 */
final class DayWatch implements GuardRule<DaySums> {
    private static final int VERSION = 1;
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private final GuardConfig.Watching config;

    DayWatch(GuardConfig.Watching config) {
        this.config = config;
    }

    @Override
    public String code() {
        return "WATCHED_OVER_1440_MINUTES";
    }

    @Override
    public String meaning() {
        return "more than " + config.dayMs() / 60_000 + " minutes watched in a day";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public DaySums zero() {
        return DaySums.NONE;
    }

    @Override
    public Finding<DaySums> judge(DaySums state, Act act) {
        if (!act.watches()) {
            return new Finding<>(state, false);
        }
        DaySums sums = state;
        boolean caught = act.claimedMs() > config.dayMs();
        for (long from = act.watchStart(); from < act.trueTime(); ) {
            long day = Math.floorDiv(from, DAY_MS);
            long to = Math.min(act.trueTime(), (day + 1) * DAY_MS);
            sums = sums.plus(day, to - from);
            caught |= sums.of(day) > config.dayMs();
            from = to;
        }
        return new Finding<>(sums, caught);
    }

    @Override
    public byte[] encode(DaySums state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.write(out);
        return out.bytes();
    }

    @Override
    public DaySums decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        DaySums state = DaySums.read(in);
        in.end();
        return state;
    }
}
