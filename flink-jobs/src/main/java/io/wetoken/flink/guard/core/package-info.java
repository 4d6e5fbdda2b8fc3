/**
 * The rules by which an act is suspected, with their state and their thresholds, on the JDK and the words of behaviour alone. No engine, no clock and no
 * store belong here.
 */
package io.wetoken.flink.guard.core;
