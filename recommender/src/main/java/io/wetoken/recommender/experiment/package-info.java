/**
 * Experiments on feeds: what is to be compared and by which rule it is decided, written before it begins; who is in which arm; what was begun, stopped and decided. What came of an
 * experiment is counted elsewhere.
 */
package io.wetoken.recommender.experiment;
