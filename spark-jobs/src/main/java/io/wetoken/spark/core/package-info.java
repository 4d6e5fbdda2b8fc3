/** The formulas of standing and support, in whole numbers, as pure functions and as sums that any cut and order leave equal. No Spark belongs here. */
package io.wetoken.spark.core;
