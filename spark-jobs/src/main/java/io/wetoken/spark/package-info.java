/**
 * The contribution scores of a closed day as a Spark job over the archive: base and promotion, by chain address, ready for the bundle. Reading, keys and
 * files live here; every formula is in {@code core}. On JDK 17 the job needs the flags in {@code jvm.options} (Spark's own list); {@code spark-submit} brings them.
 */
package io.wetoken.spark;
