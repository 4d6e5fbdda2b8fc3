package io.wetoken.media;

import io.wetoken.behaviour.Settings;
import io.wetoken.media.worker.MediaQueue;
import io.wetoken.media.worker.Status;
import io.wetoken.media.worker.UploadJob;
import io.wetoken.media.worker.WorkerConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts files into the queue, as the API does for uploads: first each is QUEUED, then there is a job. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Puts files below media.uploads.dir into the workers' queue.")
public final class Submit implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Below media.uploads.dir, or absolute.")
    private List<String> files;

    @Option(
            names = "--upload",
            required = true,
            paramLabel = "ID",
            description =
                    "What status events call it: letters, digits, - and _, at most 64; of several files the first is ID-0, the next ID-1.")
    private String upload;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings, a properties file.")
    private Path config;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Submit()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            WorkerConfig settings = WorkerConfig.from(Settings.load(config));
            List<UploadJob> jobs = new ArrayList<>();
            for (String file : files) {
                jobs.add(new UploadJob(files.size() == 1 ? upload : upload + "-" + jobs.size(), file));
            }
            MediaQueue.ensureTopics(settings);
            try (MediaQueue queue = new MediaQueue(settings.bootstrap())) {
                for (UploadJob job : jobs) {
                    queue.tell(Status.queued(job.upload(), Clock.systemUTC().instant()));
                    queue.submit(job);
                }
            }
            return 0;
        } catch (NoSuchFileException e) {
            return fail(2, "No such file: " + e.getFile());
        } catch (IOException | IllegalArgumentException e) {
            return fail(2, e.getMessage());
        } catch (KafkaException e) {
            return fail(
                    1,
                    e.getMessage()
                            + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
        }
    }

    private static int fail(int status, String message) {
        System.err.println("media submit: " + message);
        return status;
    }
}
