/**
 * What a policy would have earned, from the log of another that showed things by chance and wrote down by which. Estimators, their intervals and what says
 * whether they can be believed; pure arithmetic over logs that somebody else reads.
 */
package io.wetoken.recommender.offpolicy;
