/**
 * The guard on recorded files: lines in, judged lines out, by the same operators as the stream, in Flink's batch mode. No Kafka and no store belong here.
 */
package io.wetoken.flink.judge;
