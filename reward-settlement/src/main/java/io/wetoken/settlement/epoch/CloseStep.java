package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** OPEN to CLOSED: every collector refuses the day and has drained, then the close job counts it and writes the manifest. */
final class CloseStep implements Step {
    @Override
    public State from() {
        return State.OPEN;
    }

    @Override
    public StepResult run(Work work) throws IOException, InterruptedException {
        work.tell("Sealing " + work.epoch + " on " + work.config.collectors().size() + " collectors");
        Optional<String> wait = work.collectors.seal(work.epoch);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        work.probe.at("sealed");
        work.tell("Counting what the archive holds of " + work.epoch);
        Jobs.Result close = work.jobs.start("close", work.config.closeJob(), work.epoch);
        if (close.status() == Jobs.MUST_WAIT) {
            return new StepResult.Waits(close.lastLine());
        }
        if (close.status() != 0) {
            throw new SettlementException("The job close of " + work.epoch + " ended with status " + close.status()
                    + ": " + close.lastLine() + " (see " + close.log() + ")");
        }
        work.probe.at("counted");
        ClosedDay day = new Archive(new ArchiveFiles(work.config.archive()))
                .day(work.epoch)
                .orElseThrow(
                        () -> new SettlementException("The job close of " + work.epoch + " succeeded, but there is no "
                                + Archive.manifestPath(work.epoch) + " in " + work.config.archive()));
        Manifest manifest = day.manifest();
        return new StepResult.Done(Map.of(
                "manifestSha256", day.sha256(),
                "eventsValid", Long.toString(manifest.getValid()),
                "eventsSuspect", Long.toString(manifest.getSuspect()),
                "eventsDuplicate", Long.toString(manifest.getDuplicates())));
    }
}
