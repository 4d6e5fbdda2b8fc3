package io.wetoken.mapreduce;

import io.wetoken.behaviour.points.PersonCap;
import io.wetoken.mapreduce.core.PersonDay;
import io.wetoken.mapreduce.core.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.output.LazyOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/** Applies the cap and writes the lines of the tables. One reducer, for each table is one file in the order of its lines' bytes. */
final class PointRows implements Statistic {
    /** Between the name of a table and a line of it. */
    static final char SEPARATOR = '\t';

    private static final String NAME = "point-rows";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Job job, Work work) throws IOException {
        SequenceInput.configure(job, work.path(PersonDays.EARNED));
        job.setMapperClass(Lines.class);
        job.setReducerClass(SortedTables.class);
        job.setNumReduceTasks(1);
        job.setMapOutputKeyClass(Text.class);
        job.setMapOutputValueClass(NullWritable.class);
        job.setOutputKeyClass(Text.class);
        job.setOutputValueClass(NullWritable.class);
        LazyOutputFormat.setOutputFormatClass(job, TextOutputFormat.class);
    }

    /** Copies the lines of one table behind its header. */
    static void collect(Work work, Table table, Path file) throws IOException {
        collect(work, NAME + "/" + table.key(), table.header(), file);
    }

    /** Copies the lines that a job left in a directory behind a header. */
    static void collect(Work work, String lines, String header, Path file) throws IOException {
        org.apache.hadoop.fs.Path directory = work.path(lines);
        FileSystem files = directory.getFileSystem(work.conf());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((header + "\n").getBytes(StandardCharsets.UTF_8));
            if (files.exists(directory)) {
                for (FileStatus part : files.listStatus(directory)) {
                    try (InputStream in = files.open(part.getPath())) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    /** The name of the table goes before the line, and so all lines of a table come together. */
    public static final class Lines extends Mapper<Text, BytesWritable, Text, NullWritable> {
        private PersonCap cap = PersonCap.UNLIMITED;

        @Override
        protected void setup(Context context) {
            cap = new PersonCap(context.getConfiguration().getLong(PersonDays.CAP, PersonCap.UNLIMITED.limit()));
        }

        @Override
        protected void map(Text person, BytesWritable day, Context context) throws IOException, InterruptedException {
            List<Text> lines = new ArrayList<>();
            PersonDay.decode(day.copyBytes())
                    .rows(cap, (table, line) -> lines.add(new Text(table.name() + SEPARATOR + line)));
            for (Text line : lines) {
                context.write(line, NullWritable.get());
            }
        }
    }
}
