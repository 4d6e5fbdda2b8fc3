/** How good a model is on a fixed split: the split's files, the ranking of all items for every user, and the figures. */
package io.wetoken.recommender.evaluate;
