package io.wetoken.stack.flink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The JobManager of a session cluster. Prints {@code READY} when it takes jobs; those that it had go on by themselves. */
@Command(
        name = "flink-jobmanager",
        mixinStandardHelpOptions = true,
        description = "Runs a JobManager until it is stopped.")
public final class JobManager implements Callable<Integer> {
    private static final int LOOK_MILLIS = 100;

    @Mixin
    private ClusterOptions cluster;

    public static void main(String[] args) {
        System.exit(new CommandLine(new JobManager()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path conf = cluster.written();
        Thread ready = new Thread(this::sayReady, "say-ready");
        ready.setDaemon(true);
        ready.start();
        // Returns never: it ends the process.
        StandaloneSessionClusterEntrypoint.main(
                new String[] {"--configDir", conf.toString(), "--executionMode", "cluster"});
        return 0;
    }

    private void sayReady() {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest overview = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + cluster.restPort() + "/overview"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            while (true) {
                try {
                    if (http.send(overview, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        System.out.println("READY flink 127.0.0.1:" + cluster.restPort());
                        return;
                    }
                } catch (IOException notYet) {
                    // Asked again.
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
