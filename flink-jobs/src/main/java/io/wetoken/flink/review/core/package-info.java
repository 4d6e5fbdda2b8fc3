/**
 * The review of a day as a whole: evidence that shows only between accounts, on the JDK and the words of behaviour alone. {@link
 * io.wetoken.flink.review.core.ReviewRules} is the list of all there is; each rule says what it is against, and what it must not take for it.
 */
package io.wetoken.flink.review.core;
