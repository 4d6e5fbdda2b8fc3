package io.wetoken.flink.review.core;

import java.util.List;
import java.util.Map;

/**
 * The accounts behind one address favour more readily and turn to fewer makers than chance would pick from the community. Dormitories, offices and carriers
 * put any number of people behind one address, but not people of one habit.
 */
final class OneHandBehindAddress implements ReviewRule {
    private static final int LEAST = 4;
    private static final double DEVIATION = 5;
    private static final double MEMBER = 0.6;

    @Override
    public String code() {
        return "ONE_HAND_BEHIND_ADDRESS";
    }

    @Override
    public void look(Day day, Findings findings) {
        Habits habits = new Habits(day);
        for (Map.Entry<String, List<AccountDay>> address :
                Groups.by(day, AccountDay::addresses).entrySet()) {
            List<AccountDay> group = address.getValue();
            double ready = Habits.deviation(group, habits::readiness);
            double narrow = Habits.deviation(group, habits::narrowness);
            if (group.size() >= LEAST && (ready + narrow) / Math.sqrt(2) >= DEVIATION && ready > 0 && narrow > 0) {
                group.stream()
                        .filter(account -> (habits.readiness(account) + habits.narrowness(account)) / 2 >= MEMBER)
                        .forEach(account -> findings.against(
                                account,
                                code(),
                                "one of %d accounts behind address %s whose habits are alike (%.1f deviations)",
                                group.size(),
                                address.getKey(),
                                (ready + narrow) / Math.sqrt(2)));
            }
        }
    }
}
