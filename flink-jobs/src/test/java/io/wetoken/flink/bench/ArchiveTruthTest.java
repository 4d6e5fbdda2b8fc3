package io.wetoken.flink.bench;

import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What judges the runs with faults must see what it looks for. */
class ArchiveTruthTest {
    private static final String DAY = "2026-11-21";

    @TempDir
    private Path archive;

    @Test
    void anIdInTwoFinishedFilesIsDoubledAndOneInAnUnfinishedFileIsNotThere() throws IOException {
        file("part-1.parquet", like(1), like(2));
        file("part-2.parquet", like(2), like(3));
        file(".part-3.inprogress", like(4));
        ArchiveTruth truth = ArchiveTruth.of(archive);
        assertThat(truth.ids()).containsExactlyInAnyOrder(id(1), id(2), id(3));
        assertThat(truth.doubled()).containsExactly(id(2));
    }

    @Test
    void everyFigureThatTheStoreShowsOtherwiseIsNamed() throws IOException {
        file("part-1.parquet", like(1), like(2));
        Store store = Stores.memory();
        assertThat(ArchiveTruth.of(archive).differences(store))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).startsWith("CREATOR bob").contains("likes=2"))
                .anySatisfy(line -> assertThat(line).startsWith("day " + DAY))
                .anySatisfy(line -> assertThat(line).startsWith("account ann").endsWith("the store shows none"))
                .anySatisfy(line -> assertThat(line).startsWith("content video").contains("likes=2"));
        store.contents()
                .putFigures(List.of(new Figures(new ContentId("video"), new AccountId("bob"), 0, 0, 2, 0, 0, 0, NOON)));
        assertThat(ArchiveTruth.of(archive).differences(store)).noneMatch(line -> line.startsWith("content"));
    }

    private static JudgedEvent like(int number) {
        return new JudgedEvent(
                aLike().by("ann").of("bob").numbered(number).at(NOON).event(),
                Verdict.VALID,
                List.of(),
                1_000_000,
                DAY);
    }

    private static String id(int number) {
        return like(number).getEvent().getId();
    }

    private void file(String name, JudgedEvent... rows) throws IOException {
        AvroTrust.records();
        Path file = archive.resolve("judged/epoch=" + DAY).resolve(name);
        try (ParquetWriter<JudgedEvent> writer = AvroParquetWriter.<JudgedEvent>builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
                .withSchema(JudgedEvent.getClassSchema())
                .withDataModel(SpecificData.get())
                .build()) {
            for (JudgedEvent row : rows) {
                writer.write(row);
            }
        }
    }
}
