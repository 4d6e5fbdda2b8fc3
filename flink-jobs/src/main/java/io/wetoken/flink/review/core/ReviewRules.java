package io.wetoken.flink.review.core;

import java.util.List;

/** Every kind of group evidence there is. To add one: one class and one line here. */
public final class ReviewRules {
    /** Raised whenever the rules may find something else in a day that was closed: what an earlier version found can be read, and not made again. */
    public static final int VERSION = 3;

    public static final List<ReviewRule> ALL = List.of(
            new HabitualSuspect(),
            new DeviceRack(),
            new Clockwork(),
            new NeverRests(),
            new BlindFavours(),
            new SameWords(),
            new Lockstep(),
            new ReplayedTrace(),
            new MutualRing(),
            new FavourPool(),
            new GiftCircle(),
            new OneHandBehindAddress(),
            new OneTasteBehindAddress(),
            new OneHandForOwner(),
            new OneHandForClients(),
            new TakenOver(),
            new OnlyWatches(),
            new SameStay());

    private ReviewRules() {}

    /** What a day looked at as a whole holds against its accounts. */
    public static Findings review(Day day) {
        Findings findings = new Findings();
        for (ReviewRule rule : ALL) {
            rule.look(day, findings);
        }
        return findings;
    }
}
