/** What came of an experiment on feeds: sums of each person, figures of each arm with intervals over people, and the rule that was written before. No engine is needed here. */
package io.wetoken.spark.experiment;
