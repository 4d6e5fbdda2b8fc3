package io.wetoken.flink.erase;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the devices that a person alone used, in two passes over the events of the closed days; holds the person's devices and nothing else. */
final class OwnDevices {
    private final ArchiveRoot archive;
    private final List<ClosedDay> days;
    private final Consumer<String> progress;

    /** @param progress is told lines for people */
    OwnDevices(ArchiveRoot archive, List<ClosedDay> days, Consumer<String> progress) {
        this.archive = archive;
        this.days = days;
        this.progress = progress;
    }

    Set<String> of(String account) throws IOException {
        Set<String> devices = new HashSet<>();
        each("looking for the person's devices", event -> {
            if (event.getActor().equals(account)) {
                devices.add(event.getDevice());
            }
        });
        if (!devices.isEmpty()) {
            each("looking for who else used them", event -> {
                if (!event.getActor().equals(account)) {
                    devices.remove(event.getDevice());
                }
            });
        }
        return devices;
    }

    private void each(String what, Consumer<BehaviourEvent> event) throws IOException {
        for (ClosedDay day : days) {
            progress.accept(day.epoch() + ": " + what);
            for (ManifestFile file : day.judgedAtOnce()) {
                Rows.judged(archive, file.getPath(), judged -> event.accept(judged.getEvent()));
            }
        }
    }
}
