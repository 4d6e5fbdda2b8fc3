package io.wetoken.serving.feed;

import io.wetoken.recommender.feed.Feed;
import java.util.List;

/**
 * Why an item is where it is.
 *
 * @param named the sources that name it, loudest first
 * @param acts of the reader, those that speak most for it
 * @param moves by re-rankers, in their order
 */
record Because(List<Feed.Named> named, List<Tastes.Voice> acts, List<Feed.Move> moves) {}
