package io.wetoken.flink.review.core;

/**
 * The stream suspected much of what an account did that day: what it did before the evidence was complete, and between two excesses, is of the same hand.
 * One slip, as when a child has the tablet while the television runs, is not much of a day.
 */
final class HabitualSuspect implements ReviewRule {
    private static final int LEAST = 6;
    private static final double SHARE = 0.3;

    @Override
    public String code() {
        return "HABITUAL";
    }

    @Override
    public void look(Day day, Findings findings) {
        for (AccountDay account : day.accounts()) {
            if (account.suspects() >= LEAST && account.suspects() >= SHARE * account.events()) {
                findings.against(
                        account,
                        code(),
                        "%d of its %d events of the day were suspect at once",
                        account.suspects(),
                        account.events());
            }
        }
    }
}
