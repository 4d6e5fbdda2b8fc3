package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * More acts of one account within 10 s or a minute than hands can do; then everything for the length of the quarantine.
 *
 * <p>Windows run on {@code received}; an act done offline counts at its true time. Source: the platform's real log, whose busiest account does 5 in 10 s
 * and 17 in a minute.
 */
final class Rate implements GuardRule<Rate.State> {
    private static final int VERSION = 1;
    private static final long TEN_SECONDS = 10_000;
    private static final long MINUTE = 60_000;
    /** How far behind the newest an act may arrive and still be counted with its neighbours. */
    private static final long DISORDER = 10 * MINUTE;

    private final GuardConfig.Rate config;

    Rate(GuardConfig.Rate config) {
        this.config = config;
    }

    /** @param times by {@link Act.Pace} */
    record State(List<Times> times, Quarantine quarantine) {
        State {
            times = List.copyOf(times);
        }
    }

    @Override
    public String code() {
        return "RATE";
    }

    @Override
    public String meaning() {
        return "more acts than hands can do: over " + config.taps().in10s() + " taps or "
                + config.views().in10s() + " views in 10 s, or over "
                + config.taps().inMinute() + " or " + config.views().inMinute()
                + " in a minute, and what follows within an hour";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public State zero() {
        return new State(List.of(Times.NONE, Times.NONE, Times.NONE), Quarantine.NONE);
    }

    @Override
    public Finding<State> judge(State state, Act act) {
        long time = act.delay() > config.offlineMs() ? act.trueTime() : act.received();
        GuardConfig.Limits limits = config.of(act.pace());
        int pace = act.pace().place();
        Times times = state.times().get(pace).with(time, limits.inMinute() + 1, MINUTE + DISORDER);
        List<Times> all = new ArrayList<>(state.times());
        all.set(pace, times);
        boolean crowded =
                times.crowded(time, TEN_SECONDS, limits.in10s()) || times.crowded(time, MINUTE, limits.inMinute());
        Quarantine quarantine =
                crowded ? state.quarantine().after(act.received(), config.quarantineMs()) : state.quarantine();
        return new Finding<>(new State(all, quarantine), crowded || quarantine.holds(act.received()));
    }

    @Override
    public byte[] encode(State state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.times().forEach(times -> times.write(out));
        state.quarantine().write(out);
        return out.bytes();
    }

    @Override
    public State decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        State state = new State(List.of(Times.read(in), Times.read(in), Times.read(in)), Quarantine.read(in));
        in.end();
        return state;
    }
}
