package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.store.Comments.Comment;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Metrics.Trending;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** From judged events to the store: the day's figures, contents, trending, profiles and the catalogue. */
public final class LiveFigures {
    private final String zookeeper;

    public LiveFigures(String zookeeper) {
        this.zookeeper = zookeeper;
    }

    /** @param corrections what reviews of closed days change */
    public void build(
            DataStream<JudgedEvent> judged, DataStream<DuplicateEvent> duplicates, DataStream<Correction> corrections) {
        DataStream<JudgedEvent> valid = judged.filter(event -> event.getVerdict() == Verdict.VALID)
                .uid("valid")
                .name("valid");
        day(judged, duplicates, corrections);
        contents(valid, corrections);
        profiles(valid);
        catalogue(valid);
        comments(valid);
        new AudienceFigures(zookeeper).build(valid, corrections);
    }

    private void day(
            DataStream<JudgedEvent> judged, DataStream<DuplicateEvent> duplicates, DataStream<Correction> corrections) {
        DataStream<DayChange> changes = judged.keyBy(FoldPresence::key)
                .process(new FoldPresence())
                .returns(DayChange.class)
                .uid("presence")
                .name("presence");
        changes.union(
                        duplicates
                                .map(DayChange::of)
                                .returns(DayChange.class)
                                .uid("duplicate-counts")
                                .name("duplicate counts"),
                        corrections
                                .filter(correction ->
                                        correction.getContent() == null && correction.getSubject() == null)
                                .uid("closed-days")
                                .name("closed days")
                                .map(DayChange::closed)
                                .returns(DayChange.class)
                                .uid("closed-day")
                                .name("closed day"))
                .keyBy(DayChange::epoch)
                .process(new FoldDay())
                .returns(DayFigures.class)
                .uid("day")
                .name("day")
                .sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) ->
                                batch.forEach(day -> store.metrics().put(Epoch.parse(day.epoch()), day.figures()))))
                .uid("store-day")
                .name("store day");
    }

    private void contents(DataStream<JudgedEvent> valid, DataStream<Correction> corrections) {
        DataStream<ContentNow> contents = valid.transform(
                        "about content", TypeInformation.of(ContentChange.class), new Gather<>(GatherContents::new))
                .uid("about-content")
                .keyBy(ContentChange::content)
                .connect(corrections
                        .filter(correction -> correction.getContent() != null)
                        .uid("content-corrections")
                        .name("content corrections")
                        .keyBy(Correction::getContent))
                .process(new FoldContent())
                .returns(ContentNow.class)
                .uid("content")
                .name("content");
        contents.filter(ContentNow::owned)
                .uid("owned-content")
                .name("owned content")
                .sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) -> store.contents()
                                .putFigures(
                                        batch.stream().map(ContentNow::figures).toList())))
                .uid("store-content")
                .name("store content");
        contents.keyBy(content -> 0)
                .process(new TopContents())
                .returns(Types.LIST(TypeInformation.of(Trending.class)))
                .setParallelism(1)
                .uid("hottest")
                .name("hottest")
                .sinkTo(new StoreSink<List<Trending>>(
                        zookeeper, (store, batch) -> store.metrics().putTrending(batch.get(batch.size() - 1))))
                .setParallelism(1)
                .uid("store-hottest")
                .name("store hottest");
    }

    private void profiles(DataStream<JudgedEvent> valid) {
        valid.keyBy(judged -> judged.getEvent().getActor())
                .process(new FoldProfile())
                .returns(ProfileNow.class)
                .uid("profile")
                .name("profile")
                .sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) -> store.profiles()
                                .putAll(batch.stream().map(ProfileNow::part).toList())))
                .uid("store-profile")
                .name("store profile");
    }

    /**
     * The first release of a content decides; its actor is the owner that the guard resolved, so a later release by somebody else is left out. Each of these
     * calls to the store is waited for, on a thread of its own: chained, it would hold up the archive and the judged events.
     */
    private void catalogue(DataStream<JudgedEvent> valid) {
        valid.filter(judged -> releases(judged.getEvent()))
                .uid("releases")
                .name("releases")
                .sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) -> store.contents()
                                .releaseAll(batch.stream()
                                        .map(judged -> content(judged.getEvent()))
                                        .toList())))
                .uid("store-catalogue")
                .name("store catalogue")
                .disableChaining();
    }

    /** As they were written; who shows them takes them for text and nothing else. On a thread of its own, as the catalogue. */
    private void comments(DataStream<JudgedEvent> valid) {
        valid.filter(judged -> comments(judged.getEvent()))
                .uid("comments")
                .name("comments")
                .sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) -> store.comments()
                                .putAll(batch.stream()
                                        .map(judged -> comment(judged.getEvent()))
                                        .toList())))
                .uid("store-comments")
                .name("store comments")
                .disableChaining();
    }

    private static boolean comments(BehaviourEvent event) {
        return event.getKind() == EventKind.COMMENT
                && event.getContent() != null
                && event.getText() != null
                && !event.getText().isBlank();
    }

    private static Comment comment(BehaviourEvent event) {
        return new Comment(
                new ContentId(event.getContent()),
                new AccountId(event.getActor()),
                TrueTime.of(event),
                event.getId(),
                event.getText());
    }

    private static boolean releases(BehaviourEvent event) {
        return event.getKind() == EventKind.RELEASE
                && event.getContent() != null
                && event.getActor().equals(event.getOwner());
    }

    private static Content content(BehaviourEvent event) {
        return new Content(
                new ContentId(event.getContent()),
                new AccountId(event.getActor()),
                event.getReceived(),
                event.getLengthMs() == null ? 0 : event.getLengthMs());
    }
}
