package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.concurrent.TimeUnit;

/**
 * Again and again tokens that were never served to the account for what it claims; then everything of it for the length of the quarantine. Players show what they were
 * given: who makes tokens up, or collects them from others, is no player. A key that is not known is no evidence, for it may have been lost on our side.
 */
final class TokensNeverServed implements GuardRule<TokensNeverServed.State> {
    private static final int VERSION = 1;

    private final GuardConfig.Tokens config;

    TokensNeverServed(GuardConfig.Tokens config) {
        this.config = config;
    }

    /** @param shown when such tokens were received, the newest only */
    record State(Times shown, Quarantine quarantine) {}

    @Override
    public String code() {
        return "TOKENS_NEVER_SERVED";
    }

    @Override
    public String meaning() {
        return "from the " + config.strikes() + ". made-up or foreign served-item token within "
                + TimeUnit.MILLISECONDS.toHours(config.strikesWindowMs()) + " hours on, everything within "
                + TimeUnit.MILLISECONDS.toMinutes(config.quarantineMs()) + " minutes";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public State zero() {
        return new State(Times.NONE, Quarantine.NONE);
    }

    @Override
    public Finding<State> judge(State state, Act act) {
        State after = switch (act.token().standing()) {
            case FORGED, FOREIGN -> struck(state, act.received());
            default -> state;
        };
        return new Finding<>(after, after.quarantine().holds(act.received()));
    }

    private State struck(State state, long received) {
        Times shown = state.shown().with(received, config.strikes(), config.strikesWindowMs());
        boolean habit = shown.size() == config.strikes();
        return new State(shown, habit ? state.quarantine().after(received, config.quarantineMs()) : state.quarantine());
    }

    @Override
    public byte[] encode(State state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.shown().write(out);
        state.quarantine().write(out);
        return out.bytes();
    }

    @Override
    public State decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        State state = new State(Times.read(in), Quarantine.read(in));
        in.end();
        return state;
    }
}
