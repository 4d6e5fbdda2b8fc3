package io.wetoken.mapreduce;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.points.ConfirmedTransfers;
import io.wetoken.behaviour.points.Persons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;

/** What passes between the jobs of one run: directories of sequence files (text to bytes), and who is whose other account. */
final class Work {
    private static final String ROOT = "wetoken.work";
    private static final String EPOCH = "wetoken.epoch";
    private static final String PERSONS = "persons";
    private static final String CONFIRMED = "confirmed.csv";

    private final Configuration conf;

    private Work(Configuration conf) {
        this.conf = conf;
    }

    /** In the driver. */
    static Work create(Configuration conf, Path root, Epoch epoch) throws IOException {
        conf.set(ROOT, root.getFileSystem(conf).makeQualified(root).toString());
        conf.set(EPOCH, epoch.toString());
        return new Work(conf);
    }

    /** In a task. */
    static Work of(Configuration conf) {
        return new Work(conf);
    }

    Configuration conf() {
        return conf;
    }

    Epoch epoch() {
        return Epoch.parse(conf.get(EPOCH));
    }

    Path path(String name) {
        return new Path(conf.get(ROOT), name);
    }

    /** Visits every record of a directory's files, in the order of their names. */
    void read(String directory, Visitor visitor) throws IOException {
        FileSystem files = path(directory).getFileSystem(conf);
        if (!files.exists(path(directory))) {
            return;
        }
        for (FileStatus file : files.listStatus(path(directory))) {
            try (SequenceFile.Reader in = new SequenceFile.Reader(conf, SequenceFile.Reader.file(file.getPath()))) {
                Text key = new Text();
                BytesWritable value = new BytesWritable();
                while (in.next(key, value)) {
                    visitor.visit(key.toString(), value.copyBytes());
                }
            }
        }
    }

    void writePersons(Persons persons) throws IOException {
        try (SequenceFile.Writer out = SequenceFile.createWriter(
                conf,
                SequenceFile.Writer.file(path(PERSONS + "/part")),
                SequenceFile.Writer.keyClass(Text.class),
                SequenceFile.Writer.valueClass(BytesWritable.class))) {
            for (Map.Entry<AccountId, AccountId> cluster : persons.clusters().entrySet()) {
                out.append(
                        new Text(cluster.getKey().value()),
                        new BytesWritable(Texts.bytes(cluster.getValue().value())));
            }
        }
    }

    Persons readPersons() throws IOException {
        Map<AccountId, AccountId> clusters = new TreeMap<>();
        read(PERSONS, (account, person) -> clusters.put(new AccountId(account), new AccountId(Texts.of(person))));
        return Persons.fromClusters(clusters);
    }

    /** @param file local; every task reads it */
    void writeConfirmed(java.nio.file.Path file) throws IOException {
        path(CONFIRMED)
                .getFileSystem(conf)
                .copyFromLocalFile(new Path(file.toAbsolutePath().toUri()), path(CONFIRMED));
    }

    /** {@link Confirmed#NONE} where no file was given. */
    Confirmed readConfirmed() throws IOException {
        FileSystem files = path(CONFIRMED).getFileSystem(conf);
        if (!files.exists(path(CONFIRMED))) {
            return Confirmed.NONE;
        }
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(files.open(path(CONFIRMED)), StandardCharsets.UTF_8))) {
            return ConfirmedTransfers.read(in, CONFIRMED);
        }
    }

    @FunctionalInterface
    interface Visitor {
        void visit(String key, byte[] value) throws IOException;
    }
}
