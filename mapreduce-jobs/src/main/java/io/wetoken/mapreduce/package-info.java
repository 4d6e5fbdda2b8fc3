/**
 * The daily statistics as Hadoop MapReduce jobs over the archive: indicators, points and affinity of a closed day. Jobs, codecs and files live here; what is
 * counted and how is defined in {@code io.wetoken.behaviour} and in {@code core}.
 */
package io.wetoken.mapreduce;
