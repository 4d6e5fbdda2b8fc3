package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.AnEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule at work on one key. Between two acts its state becomes bytes and comes back, as in a checkpoint, so every test of a rule tests its codec too.
 *
 * @param <S> the rule's state
 */
final class Asked<S> {
    static final GuardConfig CONFIG = GuardConfig.reference();

    private final GuardRule<S> rule;
    private S state;
    private int mostBytes;

    private Asked(GuardRule<S> rule) {
        this.rule = rule;
        this.state = rule.zero();
    }

    static <S> Asked<S> asked(GuardRule<S> rule) {
        return new Asked<>(rule);
    }

    /** Whether the rule suspects it. */
    boolean catches(AnEvent event) {
        return catches(event, Token.NONE);
    }

    boolean catches(AnEvent event, Token token) {
        Act act = new Act(event.event(), token);
        byte[] before = rule.encode(state);
        GuardRule.Finding<S> finding = rule.judge(state, act);
        assertThat(rule.encode(state)).as("the state before is not touched").isEqualTo(before);
        byte[] bytes = rule.encode(finding.state());
        mostBytes = Math.max(mostBytes, bytes.length);
        state = rule.decode(bytes);
        assertThat(state).isEqualTo(finding.state());
        assertThat(rule.encode(state)).isEqualTo(bytes);
        return finding.caught();
    }

    /** What it says of each, in this order. */
    List<Boolean> of(Stream<AnEvent> events) {
        return events.map(this::catches).toList();
    }

    long caught(Stream<AnEvent> events) {
        return events.filter(this::catches).count();
    }

    byte[] bytes() {
        return rule.encode(state);
    }

    /** The longest that its state has been in a checkpoint. */
    int mostBytes() {
        return mostBytes;
    }
}
