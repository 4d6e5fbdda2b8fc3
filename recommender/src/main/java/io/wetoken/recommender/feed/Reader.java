package io.wetoken.recommender.feed;

import java.util.List;

/**
 * For whom a page is made, and where it stands in their feed.
 *
 * @param account empty for somebody who is not signed in
 * @param served what earlier pages of this feed showed, the latest first, as {@link Candidate#contentHash}: also before anything else tells of it. Two contents
 *     of one hash, one pair in four billion, hide one another
 * @param seen contents that were before their eyes, the latest first
 * @param unwanted what they have said they do not want
 * @param position of the page's first item, counted from the beginning of the feed
 * @param seed of everything that is left to chance on this page
 */
public record Reader(
        String account, List<Integer> served, List<String> seen, Unwanted unwanted, int position, long seed) {
    public Reader {
        served = List.copyOf(served);
        seen = List.copyOf(seen);
    }
}
