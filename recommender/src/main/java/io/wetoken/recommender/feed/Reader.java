package io.wetoken.recommender.feed;

import java.util.List;

/**
 * For whom a page is made, and where it stands in their feed.
 *
 * @param account empty for somebody who is not signed in
 * @param seen contents that were before their eyes, or were served earlier in this feed, the latest first
 * @param unwanted what they have said they do not want
 * @param position of the page's first item, counted from the beginning of the feed
 * @param seed of everything that is left to chance on this page
 */
public record Reader(String account, List<String> seen, Unwanted unwanted, int position, long seed) {
    public Reader {
        seen = List.copyOf(seen);
    }
}
