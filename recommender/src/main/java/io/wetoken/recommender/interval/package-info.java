/** How sure a figure is: intervals by resampling what it was computed from, with a seed. What the figure is about, others know. */
package io.wetoken.recommender.interval;
