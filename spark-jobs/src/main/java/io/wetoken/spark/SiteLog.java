package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.ServedPage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * What sites logged on some days: pages that feeds showed, or that people hid something. It is read where it is and copied nowhere, so what the topic forgets is forgotten; and
 * what is there of somebody who was erased since is left out, for a topic forgets by its age only.
 *
 * @param records kept while the session is there, so that the topic is read once
 * @param damaged records that are none
 * @param erased records of the days that were left out because their account was erased
 */
record SiteLog<T>(JavaRDD<T> records, long damaged, long erased) {
    /** Of the days from one to another, by when the page was made. @throws IOException when the brokers do not answer */
    static SiteLog<ServedPage> pages(SparkSession session, String bootstrap, Epoch first, Epoch last)
            throws IOException {
        return read(session, new LogTopic(bootstrap, Topics.SERVED), first, last, value -> {
            ServedPage page = Wire.SERVED.decode(value);
            return new Logged<>(page.getAccount(), page.getAt(), page);
        });
    }

    /** Of the days from one to another. @throws IOException when the brokers do not answer */
    static SiteLog<Hiding> hidings(SparkSession session, String bootstrap, Epoch first, Epoch last) throws IOException {
        return read(session, new LogTopic(bootstrap, Topics.HIDDEN), first, last, value -> {
            Hiding hiding = Wire.HIDING.decode(value);
            return new Logged<>(hiding.getAccount(), hiding.getAt(), hiding);
        });
    }

    /**
     * A record.
     *
     * @param at ms since 1970
     * @param value null where it says that the account was erased then
     */
    private record Logged<T>(String account, long at, T value) implements Serializable {
        boolean erases() {
            return value == null;
        }

        boolean isBefore(Map<String, Long> erasures) {
            return at < erasures.getOrDefault(account, Long.MIN_VALUE);
        }
    }

    @FunctionalInterface
    private interface Decoding<T> extends Serializable {
        Logged<T> of(byte[] value) throws IOException;
    }

    private static <T> SiteLog<T> read(
            SparkSession session, LogTopic topic, Epoch first, Epoch last, Decoding<T> decoding) throws IOException {
        JavaSparkContext context = new JavaSparkContext(session.sparkContext());
        LongAccumulator damaged = session.sparkContext().longAccumulator("damaged records of " + topic.name());
        List<LogTopic.Piece> pieces = topic.since(first.start());
        if (pieces.isEmpty()) {
            return new SiteLog<>(context.emptyRDD(), 0, 0);
        }
        long begin = first.start();
        long end = last.end();
        JavaRDD<Logged<T>> all = context.parallelize(pieces, pieces.size())
                .flatMap(piece -> topic.read(piece, record -> logged(record, decoding, damaged)))
                .filter(logged -> logged.erases() || (logged.at() >= begin && logged.at() < end))
                .persist(StorageLevel.MEMORY_AND_DISK());
        // An erasure is written behind all that it is about, so it is read whichever days are.
        Map<String, Long> erasures = new HashMap<>(all.filter(Logged::erases)
                .mapToPair(logged -> new Tuple2<>(logged.account(), logged.at()))
                .reduceByKey(Math::max)
                .collectAsMap());
        JavaRDD<Logged<T>> told = all.filter(logged -> !logged.erases());
        long erased = erasures.isEmpty()
                ? 0
                : told.filter(logged -> logged.isBefore(erasures)).count();
        return new SiteLog<>(
                told.filter(logged -> !logged.isBefore(erasures)).map(Logged::value), damaged.value(), erased);
    }

    private static <T> Optional<Logged<T>> logged(
            ConsumerRecord<byte[], byte[]> record, Decoding<T> decoding, LongAccumulator damaged) {
        try {
            if (record.value() == null && record.key() != null) {
                String account = new String(record.key(), StandardCharsets.UTF_8);
                return Optional.of(new Logged<>(account, record.timestamp(), null));
            }
            if (record.value() == null) {
                throw new IOException("A record without key and value");
            }
            return Optional.of(decoding.of(record.value()));
        } catch (IOException e) {
            damaged.add(1);
            return Optional.empty();
        }
    }

    /** For people who read what a command says. */
    String told() {
        return damaged + " records that are none, " + erased + " of people who were erased since";
    }
}
