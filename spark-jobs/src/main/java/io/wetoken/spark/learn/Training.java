package io.wetoken.spark.learn;

import io.wetoken.recommender.Panel;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Split;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * What trainers learn from, and how.
 *
 * @param users each once
 * @param features by kind, an item a row; none where there are none
 * @param tuning who is asked when weights are searched; without them, some of everybody's items are held out
 */
public record Training(
        SparkSession session,
        JavaRDD<UserItems> users,
        int items,
        List<Panel> features,
        List<Split.Case> tuning,
        ModelParameters settings,
        long seed,
        PrintWriter progress) {}
