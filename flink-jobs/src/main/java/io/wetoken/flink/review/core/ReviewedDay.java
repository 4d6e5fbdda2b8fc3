package io.wetoken.flink.review.core;

import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** The stream's verdicts of one day with what the review found added to them. */
public final class ReviewedDay {
    private final Findings findings;

    public ReviewedDay(Findings findings) {
        this.findings = findings;
    }

    /** The verdict that counts: the stream's reasons and the review's, sorted. The same object when the review adds nothing. */
    public JudgedEvent verdict(JudgedEvent judged) {
        SortedMap<String, String> found = findings.of(judged.getEvent().getActor());
        if (found.isEmpty()) {
            return judged;
        }
        TreeSet<String> reasons = new TreeSet<>(judged.getReasons());
        reasons.addAll(found.keySet());
        return verdict(judged, new ArrayList<>(reasons));
    }

    private static JudgedEvent verdict(JudgedEvent judged, List<String> reasons) {
        boolean valid = reasons.isEmpty();
        return new JudgedEvent(
                judged.getEvent(),
                valid ? Verdict.VALID : Verdict.SUSPECT,
                reasons,
                valid ? (int) Ppm.ONE : 0,
                judged.getEpoch());
    }
}
