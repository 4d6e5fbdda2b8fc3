/**
 * From a day's deeds to points and affinity, as pure functions that can run keyed by account, by device and by person, and one pass over all persons at the
 * end. No engine and no files belong here; {@link io.wetoken.behaviour.points.DayPoints} composes all of it in memory and so defines what a distributed run
 * must give.
 */
package io.wetoken.behaviour.points;
