package io.wetoken.flink.review.core;

import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The stream's verdicts of one day, with what the review found added to them and what operators lifted taken away. */
public final class ReviewedDay {
    private final Day day;
    private final Findings findings;
    private final Decisions decisions;

    public ReviewedDay(Day day, Findings findings, Decisions decisions) {
        this.day = day;
        this.findings = findings;
        this.decisions = decisions;
    }

    /** The verdict that counts, its reasons sorted. The same object when the review changes nothing. */
    public JudgedEvent verdict(JudgedEvent judged) {
        String account = judged.getEvent().getActor();
        TreeSet<String> against = new TreeSet<>(judged.getReasons());
        against.addAll(findings.of(account).keySet());
        SortedSet<String> standing = decisions.standing(account, against);
        int trust = standing.isEmpty() ? trustPpm(account) : 0;
        if (trust == judged.getTrustPpm() && List.copyOf(standing).equals(judged.getReasons())) {
            return judged;
        }
        return new JudgedEvent(
                judged.getEvent(),
                standing.isEmpty() ? Verdict.VALID : Verdict.SUSPECT,
                new ArrayList<>(standing),
                trust,
                judged.getEpoch());
    }

    /**
     * What a valid act of the account weighs, in millionths: the share of the account's day that the stream did not suspect. A slip costs a little of the day,
     * half a day of excesses costs half of the rest. Whom an operator spoke for weighs in full.
     */
    public int trustPpm(String account) {
        AccountDay known = day.account(account);
        if (known == null || decisions.lifts(account)) {
            return (int) Ppm.ONE;
        }
        return (int) (Ppm.ONE * (known.events() - known.suspects()) / known.events());
    }
}
