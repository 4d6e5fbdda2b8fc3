package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.flink.guard.core.Stretches.Stretch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * More time watched than has passed: a single claim longer than a day; a watch that begins before its session was opened, or before the same device was
 * done with the account's previous one; or small overlaps that add up to more of a ten-minute window than jitter explains. Watching far beyond the
 * length is no evidence, for a video may loop.
 */
final class WallTime implements GuardRule<WallTime.State> {
    private static final int VERSION = 1;
    private static final int SESSIONS_KEPT = 4;

    private final GuardConfig.Watching config;

    WallTime(GuardConfig.Watching config) {
        this.config = config;
    }

    /**
     * @param watched what did not overlap by more than the tolerance, on whatever device; tagged by device
     * @param opened sessions by fingerprint to true time of their first OPEN, least recently opened first
     */
    record State(Stretches watched, Map<Long, Long> opened) {
        State {
            opened = Collections.unmodifiableMap(new LinkedHashMap<>(opened));
        }
    }

    @Override
    public String code() {
        return "WATCHED_LONGER_THAN_WALL_TIME";
    }

    @Override
    public String meaning() {
        return "more time watched than has passed";
    }

    @Override
    public Dimension dimension() {
        return Dimension.ACTOR;
    }

    @Override
    public State zero() {
        return new State(Stretches.NONE, Map.of());
    }

    @Override
    public Finding<State> judge(State state, Act act) {
        long session = Fingerprint.of(act.event().getSession());
        return switch (act.event().getKind()) {
            case OPEN -> new Finding<>(opened(state, session, act.trueTime()), false);
            case PLAY, LIVE_PLAY -> watched(state, session, act);
            default -> new Finding<>(state, false);
        };
    }

    private static State opened(State state, long session, long time) {
        LinkedHashMap<Long, Long> opened = new LinkedHashMap<>(state.opened());
        opened.merge(session, time, Math::min);
        if (opened.size() > SESSIONS_KEPT) {
            opened.remove(opened.keySet().iterator().next());
        }
        return new State(state.watched(), opened);
    }

    private Finding<State> watched(State state, long session, Act act) {
        if (!act.watches()) {
            return new Finding<>(state, false);
        }
        long start = act.watchStart();
        long end = act.trueTime();
        long device = Fingerprint.of(act.event().getDevice());
        boolean overlaps = state.watched().covered(start, end, tag -> tag == device) > config.toleranceMs();
        boolean beforeOpening =
                start + config.sessionToleranceMs() < state.opened().getOrDefault(session, Long.MIN_VALUE);
        if (overlaps || beforeOpening || act.claimedMs() > config.dayMs()) {
            return new Finding<>(state, true);
        }
        if (state.watched().covered(start, end, tag -> true) > config.toleranceMs()) {
            // Another device is to blame, and ParallelPlays says so; kept, it would taint ten minutes of honest
            // watching.
            return new Finding<>(state, false);
        }
        Stretches watched = state.watched().with(new Stretch(start, end, device), config.kept());
        return new Finding<>(new State(watched, state.opened()), twice(watched, end) > config.windowToleranceMs());
    }

    /** How much of the window before {@code end} is watched twice: the sum of overlaps that were each taken for jitter. */
    private long twice(Stretches watched, long end) {
        long from = end - config.windowMs();
        return watched.sum(from, end) - watched.covered(from, end, tag -> true);
    }

    @Override
    public byte[] encode(State state) {
        ByteWriter out = new ByteWriter().number(VERSION);
        state.watched().write(out);
        out.number(state.opened().size());
        state.opened().forEach((session, time) -> out.bits(session).number(time));
        return out.bytes();
    }

    @Override
    public State decode(byte[] bytes) {
        ByteReader in = new ByteReader(code(), bytes);
        in.version(VERSION);
        Stretches watched = Stretches.read(in);
        Map<Long, Long> opened = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            opened.put(in.bits(), in.number());
        }
        in.end();
        return new State(watched, opened);
    }
}
