package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.flink.guard.core.Stretches.Stretch;

/**
 * One account watches two things at once. Of two that overlap, the one judged first stays valid: one person's attention counts once. From the third
 * time within the quarantine on, every play is suspect until it ends.
 */
final class ParallelPlays implements GuardRule<ParallelPlays.State> {
    private static final int VERSION = 1;

    private final GuardConfig.Watching config;

    ParallelPlays(GuardConfig.Watching config) {
        this.config = config;
    }

    /**
     * @param watched what was not caught
     * @param strikes when overlaps were received
     */
    record State(Stretches watched, Times strikes, Quarantine quarantine) {}

    @Override
    public String code() {
        return "PARALLEL_PLAYS";
    }

    @Override
    public String meaning() {
        return "watched while it watched something else";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public State zero() {
        return new State(Stretches.NONE, Times.NONE, Quarantine.NONE);
    }

    @Override
    public Finding<State> judge(State state, Act act) {
        if (!act.watches()) {
            return new Finding<>(state, false);
        }
        long overlap = state.watched().covered(act.watchStart(), act.trueTime(), tag -> true);
        if (overlap > config.toleranceMs()) {
            return new Finding<>(struck(state, act.received()), true);
        }
        Stretch stretch = new Stretch(
                act.watchStart(), act.trueTime(), Fingerprint.of(act.event().getDevice()));
        Stretches watched = state.watched().with(stretch, config.kept());
        return new Finding<>(
                new State(watched, state.strikes(), state.quarantine()),
                state.quarantine().holds(act.received()));
    }

    private State struck(State state, long received) {
        Times strikes = state.strikes().with(received, config.strikes(), config.quarantineMs());
        Quarantine quarantine = strikes.size() < config.strikes()
                ? state.quarantine()
                : state.quarantine().after(received, config.quarantineMs());
        return new State(state.watched(), strikes, quarantine);
    }

    @Override
    public byte[] encode(State state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.watched().write(out);
        state.strikes().write(out);
        state.quarantine().write(out);
        return out.bytes();
    }

    @Override
    public State decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        State state = new State(Stretches.read(in), Times.read(in), Quarantine.read(in));
        in.end();
        return state;
    }
}
