package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * More acts of one account in a day of receipt than a waking day holds. Slow scripts end here, and so does whoever hides a burst behind a forged device
 * clock, for this rule looks at {@code received} alone.
 */
final class DayRate implements GuardRule<DayRate.State> {
    private static final int VERSION = 1;

    private final GuardConfig.Rate config;

    DayRate(GuardConfig.Rate config) {
        this.config = config;
    }

    /** @param counts by {@link Act.Pace} */
    record State(List<DaySums> counts) {
        State {
            counts = List.copyOf(counts);
        }
    }

    @Override
    public String code() {
        return "DAY_RATE";
    }

    @Override
    public String meaning() {
        return "more acts than a waking day holds: over " + config.taps().inDay() + " taps or "
                + config.views().inDay() + " views";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public State zero() {
        return new State(List.of(DaySums.NONE, DaySums.NONE, DaySums.NONE));
    }

    @Override
    public Finding<State> judge(State state, Act act) {
        int pace = act.pace().place();
        DaySums counts = state.counts().get(pace).plus(act.day(), 1);
        List<DaySums> all = new ArrayList<>(state.counts());
        all.set(pace, counts);
        return new Finding<>(
                new State(all), counts.of(act.day()) > config.of(act.pace()).inDay());
    }

    @Override
    public byte[] encode(State state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.counts().forEach(counts -> counts.write(out));
        return out.bytes();
    }

    @Override
    public State decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        State state = new State(List.of(DaySums.read(in), DaySums.read(in), DaySums.read(in)));
        in.end();
        return state;
    }
}
