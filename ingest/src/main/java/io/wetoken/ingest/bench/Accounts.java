package io.wetoken.ingest.bench;

import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Limits;
import io.wetoken.ingest.core.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares what senders were told with what the log got, after every body. */
final class Accounts {
    private final CountingLog log;
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private long bodies;
    private long taken;
    private long refused;
    private long accepted;
    private long rejected;

    Accounts(CountingLog log) {
        this.log = log;
    }

    /** @throws AssertionError naming what does not add up */
    void count(Fuzzed body, Answer answer) {
        bodies++;
        if (answer instanceof Answer.Taken all) {
            Set<Integer> places = new HashSet<>();
            for (Answer.Refusal one : all.rejected()) {
                must(places.add(one.index()), "two verdicts on element " + one.index());
                must(one.index() < all.accepted() + all.rejected().size(), "a verdict on no element, " + one.index());
                reasons.merge(one.reason(), 1L, Long::sum);
            }
            taken++;
            accepted += all.accepted();
            rejected += all.rejected().size();
        } else if (answer instanceof Answer.Unusable whole) {
            refused++;
            reasons.merge(whole.fault().reason(), 1L, Long::sum);
            RejectedEvent kept = log.lastRejected();
            must(
                    kept != null
                            && kept.getReason().equals(whole.fault().reason().name()),
                    "the log kept another reason than " + whole.fault());
            must(startsLike(body.bytes(), kept.getRaw()), "other bytes are kept than were sent");
        } else {
            throw new AssertionError("answered by " + answer);
        }
        must(log.accepted() == accepted, "told " + accepted + " accepted, the log has " + log.accepted());
        must(
                log.rejected() == rejected + refused,
                "told " + rejected + " rejected and " + refused + " refused, the log has " + log.rejected());
    }

    private static boolean startsLike(byte[] sent, ByteBuffer kept) {
        byte[] head = new byte[kept.remaining()];
        kept.duplicate().get(head);
        int least = Math.min(sent.length, Limits.DEFAULT.keptHead());
        return head.length >= least && Arrays.equals(head, 0, head.length, sent, 0, Math.min(head.length, sent.length));
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    void tell(Result result) {
        result.figure("bodies", bodies)
                .figure("bodiesTaken", taken)
                .figure("bodiesRefused", refused)
                .figure("eventsAccepted", accepted)
                .figure("eventsRejected", rejected);
        reasons.forEach((reason, count) -> result.figure("reason." + reason, count));
    }

    long bodies() {
        return bodies;
    }
}
