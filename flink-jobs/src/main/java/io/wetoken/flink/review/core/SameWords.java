package io.wetoken.flink.review.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says the same to many makers, and little else: the text is an advertisement, whoever pastes it. People repeat themselves, too, but with a word or two, which are
 * left out; or in one chat, which is one maker's. Several accounts with the same text need to say it less often each.
 */
final class SameWords implements ReviewRule {
    /** Makers to whom one account says the same. */
    private static final int MAKERS = 10;
    /** Makers, for each of some accounts that say the same. */
    private static final int EACH = 5;

    private static final int ACCOUNTS = 4;
    private static final double MOSTLY = 0.5;

    @Override
    public String code() {
        return "SAME_WORDS";
    }

    @Override
    public void look(Day day, Findings findings) {
        Map<Long, Integer> speakers = new HashMap<>();
        Map<AccountDay, Map<Long, Set<Long>>> spoken = new HashMap<>();
        for (AccountDay account : day.accounts()) {
            Map<Long, Set<Long>> makers = makers(account.deeds());
            makers.values().removeIf(told -> told.size() < EACH);
            makers.keySet().forEach(text -> speakers.merge(text, 1, Integer::sum));
            spoken.put(account, makers);
        }
        for (AccountDay account : day.accounts()) {
            Map<Long, Set<Long>> makers = spoken.get(account);
            makers.keySet().removeIf(text -> makers.get(text).size() < MAKERS && speakers.get(text) < ACCOUNTS);
            long comments = account.deeds().stream().filter(Deed::comments).count();
            long same = account.deeds().stream()
                    .filter(deed -> makers.containsKey(deed.wording()))
                    .count();
            if (same > 0 && same >= MOSTLY * comments) {
                findings.against(
                        account,
                        code(),
                        "%d of its %d comments say the same to %d makers",
                        same,
                        comments,
                        makers.values().stream().mapToInt(Set::size).max().orElse(0));
            }
        }
    }

    /** To whom each text was said. */
    private static Map<Long, Set<Long>> makers(List<Deed> deeds) {
        Map<Long, Set<Long>> makers = new HashMap<>();
        for (Deed deed : deeds) {
            if (deed.wording() != Wording.COMMON) {
                makers.computeIfAbsent(deed.wording(), none -> new HashSet<>())
                        .add(deed.owner() == Deed.NOBODY ? deed.content() : deed.owner());
            }
        }
        return makers;
    }
}
