package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;

/** More accounts on one device within a week than a household has; then everything from the device, for as long as they stay that many. */
final class DeviceAccounts implements GuardRule<Accounts> {
    private static final int VERSION = 1;

    private final GuardConfig.Device config;

    DeviceAccounts(GuardConfig.Device config) {
        this.config = config;
    }

    @Override
    public String code() {
        return "TOO_MANY_ACCOUNTS_ON_DEVICE";
    }

    @Override
    public String meaning() {
        return "from a device with more than " + config.accounts() + " accounts within a week";
    }

    @Override
    public Dimension dimension() {
        return Dimension.DEVICE;
    }

    @Override
    public Accounts zero() {
        return Accounts.NONE;
    }

    @Override
    public Finding<Accounts> judge(Accounts state, Act act) {
        Accounts.Seen seen = new Accounts.Seen(Fingerprint.of(act.event().getActor()), act.received());
        Accounts accounts = state.with(seen, config.accounts() + 1, config.windowMs());
        return new Finding<>(accounts, accounts.count() > config.accounts());
    }

    @Override
    public byte[] encode(Accounts state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.write(out);
        return out.bytes();
    }

    @Override
    public Accounts decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        Accounts state = Accounts.read(in);
        in.end();
        return state;
    }
}
