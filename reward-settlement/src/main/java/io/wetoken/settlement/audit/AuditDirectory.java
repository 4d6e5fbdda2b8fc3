package io.wetoken.settlement.audit;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.epoch.Jobs;
import io.wetoken.settlement.epoch.RunLock;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.epoch.SettlementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one audit computes: a hidden directory beside the epochs', for what lies in it is as private as they are. One audit at a time on a host, so that what
 * a killed one left behind can be told from one that is at work.
 */
public final class AuditDirectory implements AutoCloseable {
    static final String REVIEW = "audit-review";
    static final String STATISTICS = "audit-statistics";
    static final String SCORES = "audit-scores";

    private static final String PREFIX = ".audit-";
    private static final String LOCK = ".audit.lock";

    private final RunLock lock;
    private final Path path;

    private AuditDirectory(RunLock lock, Path path) {
        this.lock = lock;
        this.path = path;
    }

    /** Ends and clears what killed audits left behind, of whatever epoch, and makes an empty directory. */
    public static AuditDirectory open(SettlementConfig config, Jobs jobs, Epoch epoch) throws IOException {
        Path home = config.epochs().toAbsolutePath();
        Optional<RunLock> taken = RunLock.take(home, LOCK, epoch);
        if (taken.isEmpty()) {
            throw new SettlementException(
                    "Another audit is at work in " + home + ": " + RunLock.holder(home, LOCK) + "; wait for it to end");
        }
        RunLock lock = taken.get();
        try {
            for (Path left : left(home)) {
                Epoch of = Epoch.parse(left.getFileName().toString().substring(PREFIX.length()));
                jobs.endLeftOver(REVIEW, of);
                jobs.endLeftOver(STATISTICS, of);
                jobs.endLeftOver(SCORES, of);
                OutputDirectory.delete(left);
            }
            return new AuditDirectory(lock, Files.createDirectory(home.resolve(PREFIX + epoch)));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static List<Path> left(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().matches("\\.audit-[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                    .toList();
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try {
            OutputDirectory.delete(path);
        } finally {
            lock.close();
        }
    }
}
