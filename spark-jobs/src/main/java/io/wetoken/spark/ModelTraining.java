package io.wetoken.spark;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.recommender.Factors;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.spark.learn.AlternatingLeastSquares;
import io.wetoken.spark.learn.TaskProgress;
import io.wetoken.spark.learn.Tastes;
import io.wetoken.spark.learn.Walks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The model of one closed day, from the manifests of the archive to a model that says how good it is. */
final class ModelTraining {
    private final String archive;
    private final Model model;
    private final LearningRules rules;
    private final long seed;
    private final String master;
    private final PrintWriter progress;
    private final long start = System.nanoTime();

    ModelTraining(String archive, Model model, LearningRules rules, long seed, String master, PrintWriter progress) {
        this.archive = archive;
        this.model = model;
        this.rules = rules;
        this.seed = seed;
        this.master = master;
        this.progress = progress;
    }

    /** @throws IllegalArgumentException when the day is not closed, or no day has anything to learn from */
    TrainedModel run(Epoch epoch) throws IOException, InterruptedException {
        HadoopSource source = new HadoopSource(archive, new Configuration());
        Archive closed = new Archive(source);
        if (closed.day(epoch).isEmpty()) {
            throw new IllegalArgumentException("Epoch " + epoch + " is not closed: " + archive + "/"
                    + Archive.manifestPath(epoch) + " is missing; close it first");
        }
        List<ClosedDay> days = closed.days(epoch.plusDays(1L - rules.days()), epoch);
        for (ClosedDay day : days) {
            closed.verify(day);
        }
        tell(days.size() + " closed days are as their manifests say");
        try (Scratch scratch = Scratch.create();
                SparkSession session = Session.start("model", master, scratch.path())) {
            tell("session");
            session.sparkContext().addSparkListener(new TaskProgress(progress));
            Tastes tastes = Tastes.of(JudgedActs.of(session, source, days, epoch), rules);
            if (tastes.ids().isEmpty()) {
                throw new IllegalArgumentException("There is nothing to learn from: the " + days.size()
                        + " closed days up to " + epoch + " have no effective play, like, comment or share");
            }
            SortedMap<String, Double> metrics = evaluate(session, tastes);
            JavaRDD<UserItems> users = tastes.all();
            Map<String, Long> heat = JudgedHeat.of(session, source, days, epoch);
            Learnt learnt = learn(session, users, tastes.ids().size(), Optional.of(heat(tastes.ids(), heat)));
            tell("tables");
            Card card = new Card(model.name(), digest(days), seed, parameters(days, users.count(), learnt), metrics);
            return new TrainedModel(card, ItemIds.of(tastes.ids()), learnt);
        }
    }

    /** Nothing where the last day has nothing new, or there is nothing before it. */
    private SortedMap<String, Double> evaluate(SparkSession session, Tastes tastes) throws InterruptedException {
        SortedMap<String, Double> metrics = new TreeMap<>();
        int items = tastes.ids().size();
        JavaRDD<UserItems> before = tastes.beforeTheLastDay().cache();
        long users = before.count();
        List<Split.Case> cases = tastes.lastDay();
        if (users == 0 || cases.isEmpty()) {
            tell("no evaluation, for " + users + " people learnt from before the last day and " + cases.size()
                    + " found something new on it");
            return metrics;
        }
        Learnt learnt = learn(session, before, items, Optional.empty());
        long[] popularity = Tastes.popularity(before, items);
        Evaluator evaluator = new Evaluator(cases, popularity, users, rules.k());
        for (Model each : List.of(model, Models.named("popularity"))) {
            if (each.needs().stream().allMatch(learnt::has)) {
                Figures figures =
                        evaluator.evaluate(each, learnt, Runtime.getRuntime().availableProcessors(), done -> {});
                metrics.put("recall@" + rules.k() + "." + each.name(), figures.recall());
                metrics.put("ndcg@" + rules.k() + "." + each.name(), figures.ndcg());
                metrics.put("coverage@" + rules.k() + "." + each.name(), figures.coverage());
                metrics.put("novelty@" + rules.k() + "." + each.name(), figures.novelty());
                tell(String.format(
                        "%s on the last day: recall %.4f, ndcg %.4f", each.name(), figures.recall(), figures.ndcg()));
            }
        }
        metrics.put("evaluated.people", (double) cases.size());
        before.unpersist();
        return metrics;
    }

    private Learnt learn(SparkSession session, JavaRDD<UserItems> users, int items, Optional<FloatBuffer> heat) {
        Optional<Neighbours> neighbours = Optional.empty();
        Optional<Factors> factors = Optional.empty();
        if (model.needs().contains(Table.NEIGHBOURS)) {
            neighbours = Optional.of(Walks.of(rules.walk(), new JavaSparkContext(session.sparkContext()))
                    .learn(users, Tastes.weights(users, items)));
        }
        if (model.needs().contains(Table.FACTORS)) {
            factors = Optional.of(new AlternatingLeastSquares(AlternatingLeastSquares.Parameters.REFERENCE, seed)
                    .learn(session, users, items));
        }
        Optional<FloatBuffer> popularity = Optional.of(Popular.table(Tastes.popularity(users, items)));
        return new Learnt(items, popularity, heat, neighbours, factors);
    }

    private static FloatBuffer heat(List<ContentId> ids, Map<String, Long> micros) {
        FloatBuffer heat = FloatBuffer.allocate(ids.size());
        for (int item = 0; item < ids.size(); item++) {
            heat.put(item, micros.getOrDefault(ids.get(item).value(), 0L) / 1e6f);
        }
        return heat;
    }

    private SortedMap<String, String> parameters(List<ClosedDay> days, long users, Learnt learnt) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("days", Integer.toString(days.size()));
        parameters.put("days.first", days.get(0).epoch().toString());
        parameters.put("days.last", days.get(days.size() - 1).epoch().toString());
        parameters.put("people", Long.toString(users));
        parameters.put("items", Integer.toString(learnt.items()));
        parameters.put("interactions", rules.interactions().toString());
        if (learnt.has(Table.NEIGHBOURS)) {
            parameters.put("walk", rules.walk().toString());
        }
        if (learnt.has(Table.FACTORS)) {
            parameters.put("als", AlternatingLeastSquares.Parameters.REFERENCE.toString());
        }
        return parameters;
    }

    /** Through the manifests, of every byte that was learnt from. */
    private static String digest(List<ClosedDay> days) throws IOException {
        String lines = days.stream()
                .map(day -> day.epoch() + "," + day.sha256() + "\n")
                .collect(Collectors.joining());
        return Digests.sha256(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private void tell(String done) {
        progress.printf("%s: after %.1f s%n", done, (System.nanoTime() - start) / 1e9);
    }
}
