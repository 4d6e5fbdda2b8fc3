package io.wetoken.settlement;

import java.util.List;

/** Is told of each point at which a run may be killed; tests kill there. */
public interface Probe {
    Probe NONE = point -> {};

    /** The points of a run in their order, as far as its first three chunks. */
    List<String> POINTS = List.of(
            "opened",
            "sealed",
            "counted",
            "closed",
            "statistics",
            "addresses",
            "bound",
            "shares",
            "scores",
            "scored",
            "inputs",
            "plan",
            "published",
            "planned",
            "approval-sent",
            "approved-on-chain",
            "approved",
            "refill-sent",
            "refilled",
            "commit-sent",
            "committed-on-chain",
            "committed",
            "chunks-published",
            "paying",
            "push-sent-0",
            "push-sent-1",
            "push-sent-2",
            "pushed-0",
            "paid",
            "agreed",
            "entries",
            "reconciled");

    void at(String point);
}
