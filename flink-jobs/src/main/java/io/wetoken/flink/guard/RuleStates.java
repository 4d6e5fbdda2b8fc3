package io.wetoken.flink.guard;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.flink.guard.core.Act;
import io.wetoken.flink.guard.core.Fingerprint;
import io.wetoken.flink.guard.core.GuardRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules of one dimension remember of one key, in one row of bytes: each rule's own bytes behind the rule's number, which follows from its code; so
 * rules may come, go and change their places. A rule that remembers nothing takes no room. As objects they took several times as much, and a collection of
 * garbage had to walk over them. Reads and writes one key after the other; not thread-safe.
 */
final class RuleStates {
    private static final int VERSION = 1;
    private static final byte[] NOTHING = {};

    private final List<GuardRule<?>> rules;
    private final int[] numbers;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final byte[][] states;
    private long forgetAt;

    RuleStates(List<GuardRule<?>> rules) {
        this.rules = rules;
        this.numbers = new int[rules.size()];
        this.states = new byte[rules.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) Fingerprint.of(rules.get(i).code());
            if (places.put(numbers[i], i) != null) {
                throw new IllegalStateException(
                        "The code " + rules.get(i).code() + " has the number of another rule's; name it otherwise");
            }
        }
        clear();
    }

    /** As of a key that nothing is known of. */
    void clear() {
        Arrays.fill(states, NOTHING);
        forgetAt = Long.MIN_VALUE;
    }

    void read(byte[] row) {
        clear();
        ByteReader in = new ByteReader("the states of rules", row);
        in.version(VERSION);
        forgetAt = in.number();
        for (int left = in.count(); left > 0; left--) {
            Integer place = places.get(in.integer());
            byte[] state = in.block();
            if (place != null) {
                states[place] = state;
            }
        }
        in.end();
    }

    /** When the row with these bytes is to be forgotten. */
    static long forgetAt(byte[] row) {
        ByteReader in = new ByteReader("the states of rules", row);
        in.version(VERSION);
        return in.number();
    }

    byte[] write() {
        int kept = 0;
        for (byte[] state : states) {
            kept += state.length > 0 ? 1 : 0;
        }
        ByteWriter out = new ByteWriter().number(VERSION).number(forgetAt).number(kept);
        for (int i = 0; i < states.length; i++) {
            if (states[i].length > 0) {
                out.number(numbers[i]).block(states[i]);
            }
        }
        return out.bytes();
    }

    /** Not before {@code time}, nor before what was said earlier. */
    void forgetAt(long time) {
        forgetAt = Math.max(forgetAt, time);
    }

    /** Adds the codes of those that suspect the act. */
    void judge(Act act, List<String> reasons) {
        for (int i = 0; i < states.length; i++) {
            if (judge(rules.get(i), i, act)) {
                reasons.add(rules.get(i).code());
            }
        }
    }

    private <S> boolean judge(GuardRule<S> rule, int place, Act act) {
        if (!rule.concerns(act)) {
            return false;
        }
        S before = states[place].length == 0 ? rule.zero() : rule.decode(states[place]);
        GuardRule.Finding<S> finding = rule.judge(before, act);
        if (finding.state() != before) {
            states[place] = rule.encode(finding.state());
        }
        return finding.caught();
    }

    /** Takes over what an older checkpoint kept by itself. */
    <S> void put(GuardRule<S> rule, S state) {
        states[rules.indexOf(rule)] = rule.encode(state);
    }
}
