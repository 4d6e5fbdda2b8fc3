package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;

/**
 * A served-item token that the account has redeemed before by an act of the same kind: nobody watches, likes or shares one showing of a clip twice.
 *
 * <p>The newest {@code tokens.kept} redeemed items are remembered. What was served before the oldest of them, and is not among them, can no longer be told from a replay, and
 * is suspected too: the sliding window of RFC 4303, section 3.4.3, by the time of serving.
 */
final class TokenReplayed implements GuardRule<Redeemed> {
    private static final int VERSION = 1;

    private final GuardConfig.Tokens config;

    TokenReplayed(GuardConfig.Tokens config) {
        this.config = config;
    }

    @Override
    public String code() {
        return "TOKEN_REPLAYED";
    }

    @Override
    public String meaning() {
        return "a served-item token that the account redeemed before by the same kind of act, or one older than the newest "
                + config.kept() + " that it redeemed";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public boolean concerns(Act act) {
        return act.token().standing() == Token.Standing.GENUINE;
    }

    @Override
    public Redeemed zero() {
        return Redeemed.NONE;
    }

    @Override
    public Finding<Redeemed> judge(Redeemed state, Act act) {
        if (!concerns(act)) {
            return new Finding<>(state, false);
        }
        long request = Fingerprint.of(act.event().getRequest());
        int position = act.event().getPosition();
        int kind = act.place();
        Redeemed after = state.with(act.token().at(), request, position, kind)
                .within(act.received() - config.lifetimeMs(), config.kept());
        return new Finding<>(after, state.holds(act.token().at(), request, position, kind));
    }

    @Override
    public byte[] encode(Redeemed state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.write(out);
        return out.bytes();
    }

    @Override
    public Redeemed decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        Redeemed state = Redeemed.read(in);
        in.end();
        return state;
    }
}
