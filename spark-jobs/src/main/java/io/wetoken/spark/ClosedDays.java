package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** An archive, wherever Hadoop finds it. */
record ClosedDays(HadoopSource source, Archive archive) {
    /** @param root its directory */
    static ClosedDays of(String root) throws IOException {
        HadoopSource source = new HadoopSource(root, new Configuration());
        return new ClosedDays(source, new Archive(source));
    }

    /** @throws IllegalArgumentException when it is not closed, naming what is missing */
    void require(Epoch epoch) throws IOException {
        if (archive.day(epoch).isEmpty()) {
            throw new IllegalArgumentException("Epoch " + epoch + " is not closed: "
                    + source.uri(Archive.manifestPath(epoch)) + " is missing; close it first");
        }
    }

    /**
     * The closed days up to one, whose files are as they were closed.
     *
     * @throws IllegalArgumentException when it is not closed itself
     * @throws IOException naming a file that has changed since
     */
    List<ClosedDay> window(Epoch epoch, int days) throws IOException {
        require(epoch);
        List<ClosedDay> closed = archive.days(epoch.plusDays(1L - days), epoch);
        for (ClosedDay day : closed) {
            archive.verify(day);
        }
        return closed;
    }
}
