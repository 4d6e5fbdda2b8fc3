package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;

/** Folds the valid events about one content into its {@link ContentFigures}. */
final class ContentFiguresSignal implements Signal<ContentFigures> {
    private static final int VERSION = 1;

    private final ActivityRules.Effective effective;

    ContentFiguresSignal(ActivityRules.Effective effective) {
        this.effective = effective;
    }

    @Override
    public String name() {
        return "content-figures";
    }

    @Override
    public ContentFigures zero() {
        return ContentFigures.NONE;
    }

    @Override
    public ContentFigures add(ContentFigures state, JudgedEvent judged) {
        if (!Acts.valid(judged)) {
            return state;
        }
        BehaviourEvent event = judged.getEvent();
        EventKind kind = event.getKind();
        return merge(
                state,
                new ContentFigures(
                        Acts.effectivePlay(event, effective) ? 1 : 0,
                        Acts.watches(event) ? TrueTime.watched(event) : 0,
                        kind == EventKind.LIKE ? 1 : 0,
                        kind == EventKind.COMMENT ? 1 : 0,
                        kind == EventKind.SHARE ? 1 : 0));
    }

    @Override
    public ContentFigures merge(ContentFigures left, ContentFigures right) {
        return new ContentFigures(
                left.plays() + right.plays(),
                left.watchMs() + right.watchMs(),
                left.likes() + right.likes(),
                left.comments() + right.comments(),
                left.shares() + right.shares());
    }

    @Override
    public byte[] encode(ContentFigures state) {
        return new ByteWriter()
                .number(VERSION)
                .number(state.plays())
                .number(state.watchMs())
                .number(state.likes())
                .number(state.comments())
                .number(state.shares())
                .bytes();
    }

    @Override
    public ContentFigures decode(byte[] bytes) {
        ByteReader in = new ByteReader(name(), bytes);
        in.version(VERSION);
        ContentFigures state = new ContentFigures(in.number(), in.number(), in.number(), in.number(), in.number());
        in.end();
        return state;
    }
}
