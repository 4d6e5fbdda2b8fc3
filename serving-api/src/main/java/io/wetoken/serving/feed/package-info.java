/**
 * The personal feed: candidates from the model over the live profile, from what trends and from what is new; the page; its cursor; and the log of what was shown.
 * How a page is made of candidates belongs to {@code recommender.feed}.
 */
package io.wetoken.serving.feed;
