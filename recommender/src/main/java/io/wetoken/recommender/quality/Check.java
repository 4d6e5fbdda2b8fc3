package io.wetoken.recommender.quality;

/** One thing that must be right about a day. It holds no state. */
public interface Check {
    /** As in {@code --allow}. */
    String name();

    Outcome of(Days days, QualityRules rules);

    /** What to do about a day that fails it. */
    String advice();

    /**
     * What a check says.
     *
     * @param state {@code UNSAID} where days are too small to say
     * @param found on the day
     * @param allowed by the rules
     */
    record Outcome(State state, String found, String allowed) {
        static Outcome of(boolean right, String found, String allowed) {
            return new Outcome(right ? State.RIGHT : State.WRONG, found, allowed);
        }
    }

    enum State {
        RIGHT,
        WRONG,
        UNSAID
    }
}
