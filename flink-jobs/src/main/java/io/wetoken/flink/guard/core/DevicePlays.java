package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.flink.guard.core.Stretches.Stretch;

/** Two accounts watch on one device at the same time: a screen shows one thing at once. Of two that overlap, the one judged first stays valid. */
final class DevicePlays implements GuardRule<Stretches> {
    private static final int VERSION = 1;

    private final GuardConfig.Watching config;

    DevicePlays(GuardConfig.Watching config) {
        this.config = config;
    }

    @Override
    public String code() {
        return "PARALLEL_PLAYS_ON_DEVICE";
    }

    @Override
    public String meaning() {
        return "watched on a device on which another account watched at the time";
    }

    @Override
    public Dimension dimension() {
        return Dimension.DEVICE;
    }

    @Override
    public Stretches zero() {
        return Stretches.NONE;
    }

    @Override
    public Finding<Stretches> judge(Stretches state, Act act) {
        if (!act.watches()) {
            return new Finding<>(state, false);
        }
        long account = Fingerprint.of(act.event().getActor());
        long overlap = state.covered(act.watchStart(), act.trueTime(), tag -> tag != account);
        if (overlap > config.toleranceMs()) {
            return new Finding<>(state, true);
        }
        return new Finding<>(state.with(new Stretch(act.watchStart(), act.trueTime(), account), config.kept()), false);
    }

    @Override
    public byte[] encode(Stretches state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.write(out);
        return out.bytes();
    }

    @Override
    public Stretches decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        Stretches state = Stretches.read(in);
        in.end();
        return state;
    }
}
