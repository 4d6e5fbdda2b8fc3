/** How Spark fills the recommender's tables: the work that grows with the interactions. What a walk or a factor is stands in {@code recommender}. */
package io.wetoken.spark.learn;
