package io.wetoken.media;

import io.wetoken.behaviour.Settings;
import io.wetoken.media.child.Binaries;
import io.wetoken.media.child.Tools;
import io.wetoken.media.worker.MediaQueue;
import io.wetoken.media.worker.UploadWorker;
import io.wetoken.media.worker.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The worker: {@code --config FILE}. Runs until it is stopped. As many as one likes work side by side. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Takes uploads from the queue and publishes their clips. Runs until it is stopped.")
public final class MediaWorker implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings, a properties file.")
    private Path config;

    public static void main(String[] args) {
        System.exit(new CommandLine(new MediaWorker()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            WorkerConfig settings = WorkerConfig.from(Settings.load(config));
            Files.createDirectories(settings.media());
            Files.createDirectories(settings.uploads());
            Transcoder transcoder = new Transcoder(
                    new Tools(Binaries.load()), settings.limits(), settings.processors(), System::nanoTime);
            MediaQueue.ensureTopics(settings);
            UploadWorker worker = new UploadWorker(
                    Long.toString(ProcessHandle.current().pid()),
                    settings,
                    new LibraryProcessor(settings.media(), settings.uploads(), transcoder),
                    Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker), "stop"));
            worker.run();
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

    private static void stop(UploadWorker worker) {
        try {
            worker.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int fail(int status, String message) {
        System.err.println("media worker: " + message);
        return status;
    }
}
