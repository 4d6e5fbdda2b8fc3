package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;

/**
 * More accounts on one network address in a day than an office floor has, <em>and</em> acts come from it like clockwork. Numbers alone prove nothing, for
 * dormitories and carriers put thousands of honest people behind one address; and whether they are new to the platform proves nothing while the platform,
 * or the guard's memory, is new itself. What else they have in common is seen when the day is reviewed as a whole.
 */
final class AddressAccounts implements GuardRule<AddressAccounts.State> {
    private static final int VERSION = 1;

    private final GuardConfig.Address config;

    AddressAccounts(GuardConfig.Address config) {
        this.config = config;
    }

    /** @param acts when the newest acts of any account were received */
    record State(Accounts accounts, Times acts) {}

    @Override
    public String code() {
        return "TOO_MANY_ACCOUNTS_ON_ADDRESS";
    }

    @Override
    public String meaning() {
        return "from an address with more than " + config.accounts()
                + " accounts within a day, and acts like clockwork";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ADDRESS;
    }

    @Override
    public State zero() {
        return new State(Accounts.NONE, Times.NONE);
    }

    @Override
    public Finding<State> judge(State state, Act act) {
        Accounts.Seen seen = new Accounts.Seen(Fingerprint.of(act.event().getActor()), act.received());
        Accounts accounts = state.accounts().with(seen, config.kept(), config.windowMs());
        Times acts = state.acts().with(act.received(), config.regularActs() + 1, config.windowMs());
        boolean many = accounts.count() > config.accounts();
        return new Finding<>(new State(accounts, acts), many && likeClockwork(acts));
    }

    private boolean likeClockwork(Times acts) {
        return acts.size() > config.regularActs() && acts.irregularityPpm() < config.regularPpm();
    }

    @Override
    public byte[] encode(State state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.accounts().write(out);
        state.acts().write(out);
        return out.bytes();
    }

    @Override
    public State decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        State state = new State(Accounts.read(in), Times.read(in));
        in.end();
        return state;
    }
}
