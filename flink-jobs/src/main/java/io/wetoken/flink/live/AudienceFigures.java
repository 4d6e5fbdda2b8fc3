package io.wetoken.flink.live;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.store.Tallies.Watching;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** From valid events to the store: figures of creators, rooms, apps and contents, the day's top creators, and who is watching now. */
final class AudienceFigures {
    private final String zookeeper;

    AudienceFigures(String zookeeper) {
        this.zookeeper = zookeeper;
    }

    void build(DataStream<JudgedEvent> valid, DataStream<Correction> corrections) {
        DataStream<TallyNow> tallies = changes(valid, corrections)
                .keyBy(TallyChange::subject)
                .process(new FoldTally())
                .returns(TallyNow.class)
                .uid("tally")
                .name("tally");
        tallies.sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) -> store.tallies()
                                .putAll(batch.stream().map(TallyNow::tally).toList())))
                .uid("store-tally")
                .name("store tally");
        top(tallies);
        watching(valid);
    }

    private static DataStream<TallyChange> changes(DataStream<JudgedEvent> valid, DataStream<Correction> corrections) {
        return valid.transform("tally changes", TypeInformation.of(TallyChange.class), new Gather<>(GatherTallies::new))
                .uid("tally-changes")
                .union(corrections
                        .filter(correction -> correction.getContent() != null || correction.getSubject() != null)
                        .uid("tally-corrections")
                        .name("tally corrections")
                        .map(TallyChange::of)
                        .returns(TallyChange.class)
                        .uid("tally-reviews")
                        .name("tally reviews"));
    }

    private void top(DataStream<TallyNow> tallies) {
        tallies.filter(TallyNow::ofCreatorsDay)
                .uid("creators-of-day")
                .name("creators of day")
                .keyBy(TallyNow::epoch)
                .process(new TopCreators())
                .returns(TopNow.class)
                .uid("top-creators")
                .name("top creators")
                .sinkTo(new StoreSink<>(
                        zookeeper,
                        (store, batch) ->
                                batch.forEach(top -> store.tallies().putTop(Epoch.parse(top.epoch()), top.top()))))
                .uid("store-top-creators")
                .name("store top creators");
    }

    private void watching(DataStream<JudgedEvent> valid) {
        valid.filter(FoldWatching::shows)
                .uid("signs-of-watching")
                .name("signs of watching")
                .keyBy(judged -> judged.getEvent().getActor())
                .process(new FoldWatching())
                .returns(WatchChange.class)
                .uid("watching")
                .name("watching")
                .keyBy(WatchChange::subject)
                .process(new CountViewers())
                .returns(ViewersNow.class)
                .uid("viewers")
                .name("viewers")
                .sinkTo(new StoreSink<>(zookeeper, (store, batch) -> {
                    List<Watching> watching =
                            batch.stream().map(ViewersNow::watching).toList();
                    store.tallies().putWatching(watching);
                }))
                .uid("store-viewers")
                .name("store viewers");
    }
}
