package io.wetoken.recommender.feed;

import io.wetoken.recommender.rank.Item;
import io.wetoken.recommender.rank.Said;
import io.wetoken.recommender.rank.Traits;

/**
 * Something that may be shown.
 *
 * @param contentHash of its name, which lies elsewhere in memory and is hardly ever needed: most are told apart by it
 * @param owner who made it
 * @param ownerHash the same
 * @param topic empty when none was given
 * @param policy why it is here: the source that speaks most for it, or what a re-ranker made of it
 * @param propensity the probability that it comes to its place, given what came before it: 1 where nothing is left to chance
 * @param plays valid plays so far, of which new content has few
 * @param responses valid likes, comments and shares so far
 * @param newcomer whether all that its owner made was hardly played so far
 * @param said what the sources of a page say for it, once they are joined
 * @param traits of the content, for the ranker
 */
public record Candidate(
        String content,
        int contentHash,
        String owner,
        int ownerHash,
        String topic,
        String policy,
        double propensity,
        long plays,
        long responses,
        boolean newcomer,
        Said said,
        Traits traits)
        implements Item {
    /** As a source names it; of somebody who is no newcomer. */
    public static Candidate of(String content, String owner, String topic, String policy, long plays, long responses) {
        return of(content, owner, topic, policy, plays, responses, Traits.UNKNOWN);
    }

    /** The same with what the ranker asks for. */
    public static Candidate of(
            String content, String owner, String topic, String policy, long plays, long responses, Traits traits) {
        return new Candidate(
                content,
                content.hashCode(),
                owner,
                owner.hashCode(),
                topic,
                policy,
                1,
                plays,
                responses,
                false,
                Said.NOTHING,
                traits);
    }

    /** The same of somebody who is one. */
    public Candidate ofNewcomer() {
        return with(policy, propensity, true, said);
    }

    /** Whether it was seen before, and comes again for want of others. */
    public boolean isAgain() {
        return policy.equals(UnseenFirst.AGAIN);
    }

    /** Whether it was drawn for the place at which it stands. */
    boolean isDrawn() {
        return policy.equals(ExplorationFloor.EXPLORE) || policy.equals(NewcomerFloor.NEWCOMER);
    }

    /** The same as another source names it. */
    public Candidate under(String otherPolicy) {
        return under(otherPolicy, propensity);
    }

    /** The same, where more chance was in it than its maker knew. */
    public Candidate withPropensity(double probability) {
        return under(policy, probability);
    }

    Candidate under(String otherPolicy, double probability) {
        return with(otherPolicy, probability, newcomer, said);
    }

    Candidate said(Said all) {
        return with(policy, propensity, newcomer, all);
    }

    private Candidate with(String otherPolicy, double probability, boolean ofNewcomer, Said all) {
        return new Candidate(
                content,
                contentHash,
                owner,
                ownerHash,
                topic,
                otherPolicy,
                probability,
                plays,
                responses,
                ofNewcomer,
                all,
                traits);
    }

    /** Whether it is among some contents. */
    boolean isIn(Names contents) {
        return contents.contains(contentHash, content);
    }

    /** Whether its owner is among some. */
    boolean isBy(Names owners) {
        return owners.contains(ownerHash, owner);
    }

    boolean isBySame(Candidate other) {
        return ownerHash == other.ownerHash && owner.equals(other.owner);
    }
}
