/** The learnt ranker: what is known of a candidate for a reader as one visible list of features, the weighted sum that orders by them, and the gate before it is used. What a page is made of is not its business. */
package io.wetoken.recommender.rank;
