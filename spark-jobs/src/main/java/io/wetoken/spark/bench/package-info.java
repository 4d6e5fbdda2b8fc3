/** How good, how fast and how large the default model is beside Spark's ALS: {@code ./we bench reco}. */
package io.wetoken.spark.bench;
