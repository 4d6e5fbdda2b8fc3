/**
 * The guard as Flink operators, the same for the stream and for files: one copy of each id, its owner, the rules, the verdict. What a rule says stands in
 * {@code core}; sources and sinks stand elsewhere.
 */
package io.wetoken.flink.guard;
