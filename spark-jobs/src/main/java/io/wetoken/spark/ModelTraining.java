package io.wetoken.spark;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.HeldOut;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.recommender.quality.QualityRules;
import io.wetoken.spark.learn.TaskProgress;
import io.wetoken.spark.learn.Tastes;
import io.wetoken.spark.learn.Trainers;
import io.wetoken.spark.learn.Training;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** The model of one closed day, from the manifests of the archive to a model that says how good it is. */
final class ModelTraining {
    private static final String PEOPLE = "evaluated.people";

    private final String archive;
    private final Model model;
    private final LearningRules rules;
    private final RunConfig config;
    private final Allowed allowed;
    private final String master;
    private final PrintWriter progress;
    private final long start = System.nanoTime();

    /** @param config names one model */
    ModelTraining(
            String archive,
            LearningRules rules,
            RunConfig config,
            Allowed allowed,
            String master,
            PrintWriter progress) {
        this.archive = archive;
        this.model = config.only("reco train");
        this.rules = rules;
        this.config = config;
        this.allowed = allowed;
        this.master = master;
        this.progress = progress;
    }

    /**
     * A model, and what the one that it would replace finds on the same held-out day.
     *
     * @param current empty where there is none, or where it may have learnt from that day
     */
    record Trained(TrainedModel model, Optional<HeldOut> current) {}

    /**
     * @param current the model that feeds are made by now
     * @throws IllegalArgumentException when the day is not closed, or no day has anything to learn from
     */
    Trained run(Epoch epoch, Optional<TrainedModel> current) throws IOException, InterruptedException {
        ClosedDays closed = ClosedDays.of(archive);
        HadoopSource source = closed.source();
        List<ClosedDay> days = closed.window(epoch, rules.days());
        tell(days.size() + " closed days are as their manifests say");
        try (Scratch scratch = Scratch.create();
                SparkSession session = Session.start("model", master, scratch.path())) {
            tell("session");
            session.sparkContext().addSparkListener(new TaskProgress(progress));
            List<Inspection.Line> passed = inspect(session, source, days);
            Tastes tastes = Tastes.of(JudgedActs.of(session, source, days, epoch), rules);
            if (tastes.ids().isEmpty()) {
                throw new IllegalArgumentException("There is nothing to learn from: the " + days.size()
                        + " closed days up to " + epoch + " have no effective play, like, comment or share");
            }
            Optional<FileModel> rival = current.filter(file -> learntUntil(file)
                            .filter(day -> day.compareTo(epoch) < 0)
                            .isPresent())
                    .map(file -> new FileModel(file, tastes.ids()));
            SortedMap<String, Double> metrics = new TreeMap<>();
            Optional<Figures> itsFigures = evaluate(session, tastes, metrics, rival);
            JavaRDD<UserItems> users = tastes.all();
            Map<String, Long> heat = JudgedHeat.of(session, source, days, epoch);
            Training training = training(session, users, tastes.ids().size());
            Learnt learnt = learn(training, Optional.of(heat(tastes.ids(), heat)));
            tell("tables");
            Card card = new Card(
                    model.name(),
                    digest(days),
                    config.seed(),
                    parameters(days, users.count(), learnt, training, passed),
                    metrics);
            TrainedModel trained = new TrainedModel(card, ItemIds.of(tastes.ids()), learnt);
            return new Trained(trained, itsFigures.map(figures -> heldOut(epoch, metrics, figures)));
        }
    }

    /**
     * Before anything is learnt.
     *
     * @return what is wrong, and allowed
     * @throws IOException telling all that is wrong and not allowed
     */
    private List<Inspection.Line> inspect(SparkSession session, HadoopSource source, List<ClosedDay> days)
            throws IOException {
        QualityRules quality = QualityRules.reference();
        Inspection found = Inspection.of(DayQuality.of(session, source, days, quality), quality);
        List<Inspection.Line> wrong = found.wrong();
        List<Inspection.Line> refused = wrong.stream()
                .filter(line -> !allowed.checks().contains(line.check().name()))
                .toList();
        if (!refused.isEmpty()) {
            throw new IOException(found.refusal(refused));
        }
        tell(found.lines().size() - wrong.size() + " checks say nothing against " + found.day());
        wrong.forEach(line ->
                tell("allowed, " + line.check().name() + ": " + line.outcome().found()));
        return wrong;
    }

    private static Optional<Epoch> learntUntil(TrainedModel file) {
        return Optional.ofNullable(file.card().parameters().get("days.last")).map(Epoch::parse);
    }

    private HeldOut heldOut(Epoch day, SortedMap<String, Double> metrics, Figures figures) {
        return new HeldOut(
                day.toString(),
                config.k(),
                Math.round(metrics.getOrDefault(PEOPLE, 0.0)),
                figures.recall(),
                figures.ndcg(),
                metrics.getOrDefault("recall@" + config.k() + ".popularity", Double.NaN),
                metrics.getOrDefault("ndcg@" + config.k() + ".popularity", Double.NaN));
    }

    /**
     * Nothing where the last day has nothing new, or there is nothing before it.
     *
     * @param metrics are added to
     * @return the rival's
     */
    private Optional<Figures> evaluate(
            SparkSession session, Tastes tastes, SortedMap<String, Double> metrics, Optional<FileModel> rival)
            throws InterruptedException {
        int items = tastes.ids().size();
        JavaRDD<UserItems> before = tastes.beforeTheLastDay().cache();
        long users = before.count();
        List<Split.Case> cases = tastes.lastDay();
        if (users == 0 || cases.isEmpty()) {
            tell("no evaluation, for " + users + " people learnt from before the last day and " + cases.size()
                    + " found something new on it");
            return Optional.empty();
        }
        Learnt learnt = learn(training(session, before, items), Optional.empty());
        long[] popularity = Tastes.popularity(before, items);
        Evaluator evaluator = new Evaluator(cases, popularity, users, config.k());
        for (Model each : List.of(model, Models.named("popularity"))) {
            if (each.needs().stream().allMatch(learnt::has)) {
                Figures figures =
                        evaluator.evaluate(each, learnt, Runtime.getRuntime().availableProcessors(), done -> {});
                metrics.put("recall@" + config.k() + "." + each.name(), figures.recall());
                metrics.put("ndcg@" + config.k() + "." + each.name(), figures.ndcg());
                metrics.put("coverage@" + config.k() + "." + each.name(), figures.coverage());
                metrics.put("novelty@" + config.k() + "." + each.name(), figures.novelty());
                tell(String.format(
                        "%s on the last day: recall %.4f, ndcg %.4f", each.name(), figures.recall(), figures.ndcg()));
            }
        }
        metrics.put(PEOPLE, (double) cases.size());
        Optional<Figures> found = Optional.empty();
        if (rival.isPresent()) {
            Figures figures =
                    evaluator.evaluate(rival.get(), learnt, Runtime.getRuntime().availableProcessors(), done -> {});
            found = Optional.of(figures);
            tell(String.format(
                    "the current model on the last day: recall %.4f, ndcg %.4f", figures.recall(), figures.ndcg()));
        }
        before.unpersist();
        return found;
    }

    private Training training(SparkSession session, JavaRDD<UserItems> users, int items) {
        return new Training(session, users, items, List.of(), List.of(), config.parameters(), config.seed(), progress);
    }

    /** Popularity, and what the model needs; heat only where it is given. */
    private Learnt learn(Training training, Optional<FloatBuffer> heat) {
        Learnt learnt = new Learnt(training.items());
        if (heat.isPresent()) {
            learnt = learnt.with(Table.HEAT, heat.get());
        }
        Set<Table> needed = EnumSet.of(Table.POPULARITY);
        needed.addAll(model.needs());
        needed.remove(Table.HEAT);
        for (Table table : needed) {
            learnt = learnt.with(table, Trainers.learn(table, training));
        }
        return learnt;
    }

    private static FloatBuffer heat(List<ContentId> ids, Map<String, Long> micros) {
        FloatBuffer heat = FloatBuffer.allocate(ids.size());
        for (int item = 0; item < ids.size(); item++) {
            heat.put(item, micros.getOrDefault(ids.get(item).value(), 0L) / 1e6f);
        }
        return heat;
    }

    private SortedMap<String, String> parameters(
            List<ClosedDay> days, long users, Learnt learnt, Training training, List<Inspection.Line> passed) {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("days", Integer.toString(days.size()));
        parameters.put("days.first", days.get(0).epoch().toString());
        parameters.put("days.last", days.get(days.size() - 1).epoch().toString());
        parameters.put("people", Long.toString(users));
        parameters.put("items", Integer.toString(learnt.items()));
        passed.forEach(line ->
                parameters.put("allowed." + line.check().name(), line.outcome().found() + ": " + allowed.because()));
        parameters.put("interactions", rules.interactions().toString());
        if (learnt.has(Table.BLEND)) {
            parameters.put("walk", config.parameters().walk().toString());
            parameters.put("graph", config.parameters().graph().toString());
            parameters.put("blend", learnt.mixture().weights().toString());
            parameters.put("blend.settings", config.parameters().blend().toString());
        }
        for (Table table : model.needs()) {
            Trainers.settings(table, training)
                    .ifPresent(text -> parameters.put(table.name().toLowerCase(Locale.ROOT), text));
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
