/**
 * From candidates to a page: a visible list of re-rankers over values. Where candidates come from, and who is told, belongs to serving; there is no clock and
 * no unseeded chance here.
 */
package io.wetoken.recommender.feed;
