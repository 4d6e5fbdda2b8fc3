package io.wetoken.recommender.feed;

import java.util.List;
import java.util.Set;

/**
 * For whom a page is made, and where it stands in their feed.
 *
 * @param account empty for somebody who is not signed in
 * @param seen contents that were before their eyes, or were served earlier in this feed, the latest first
 * @param disliked contents that they reported
 * @param position of the page's first item, counted from the beginning of the feed
 * @param seed of everything that is left to chance on this page
 */
public record Reader(String account, List<String> seen, Set<String> disliked, int position, long seed) {
    public Reader {
        seen = List.copyOf(seen);
        disliked = Set.copyOf(disliked);
    }
}
