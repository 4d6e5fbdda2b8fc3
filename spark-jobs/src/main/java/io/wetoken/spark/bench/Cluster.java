package io.wetoken.spark.bench;

import io.wetoken.spark.Memory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone Spark cluster on this machine: a master and workers of one core, each in a process of its own, with the class path of this one. Executors get nothing
 * from this process but what Spark sends them.
 */
final class Cluster implements AutoCloseable {
    private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
    private static final String PACKAGE = "org.apache.spark.deploy.";
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MS = 50;

    private final Path directory;
    private final String url;
    private final int workers;
    private final int executorMb;
    private final List<Process> processes = new ArrayList<>();
    private final Thread kill = new Thread(this::kill, "kill-cluster");

    private Cluster(Path directory, String url, int workers, int executorMb) {
        this.directory = directory;
        this.url = url;
        this.workers = workers;
        this.executorMb = executorMb;
    }

    /**
     * @param executorMb heap of the one executor that a worker has room for
     * @param directory for everything that the processes write; the caller removes it
     * @throws IOException with the end of its log when the master does not begin to listen
     */
    static Cluster start(int workers, int executorMb, Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Cluster cluster = new Cluster(directory, "spark://" + HOST + ":" + port, workers, executorMb);
        Runtime.getRuntime().addShutdownHook(cluster.kill);
        try {
            // Executors are started with the jars that lie here, and with what spark.executor.extraClassPath names.
            Files.createDirectories(directory.resolve("home").resolve("jars"));
            Process master = cluster.process(
                    "master.Master", "--host", HOST, "--port", Integer.toString(port), "--webui-port", "0");
            cluster.awaitListening(master, port);
            for (int worker = 0; worker < workers; worker++) {
                cluster.process(
                        "worker.Worker",
                        "--host",
                        HOST,
                        "--webui-port",
                        "0",
                        "--cores",
                        "1",
                        "--memory",
                        executorMb + "m",
                        "--work-dir",
                        directory.resolve("work-" + worker).toString(),
                        cluster.url);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process process(String main, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dspark.port.maxRetries=0"));
        line.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), PACKAGE + main));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log(processes.size()).toFile());
        builder.environment().put("SPARK_HOME", directory.resolve("home").toString());
        builder.environment().put("SPARK_LOCAL_DIRS", directory.resolve("spill").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Path log(int process) {
        return directory.resolve("process-" + process + ".log");
    }

    private void awaitListening(Process master, int port) throws IOException, InterruptedException {
        long until = System.nanoTime() + DEADLINE.toNanos();
        while (!listens(port)) {
            if (master.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
                throw new IOException(
                        "Spark's master does not listen on port " + port + "; it said: " + Files.readString(log(0)));
            }
        }
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Of a session on this cluster, which begins when every worker has its executor. */
    SparkConf conf() {
        return new SparkConf()
                .setAppName("wetoken bench")
                .setMaster(url)
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", HOST)
                .set("spark.driver.bindAddress", HOST)
                .set("spark.local.dir", directory.resolve("spill").toString())
                .set("spark.cores.max", Integer.toString(workers))
                .set("spark.executor.cores", "1")
                .set("spark.executor.memory", executorMb + "m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError")
                .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", DEADLINE.toSeconds() + "s");
    }

    /** The peaks of all that runs now, added up, without this process; nothing of those of which the system does not tell. */
    long peakMb() {
        return running()
                .mapToLong(process -> Memory.peakMb(process.pid()).orElse(0))
                .sum();
    }

    /** Executors first, which would outlive their workers for a while. */
    private Stream<ProcessHandle> running() {
        return processes.stream()
                .map(Process::toHandle)
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)));
    }

    @Override
    public void close() {
        List<ProcessHandle> ending = running().toList();
        kill();
        Runtime.getRuntime().removeShutdownHook(kill);
        ending.forEach(process -> process.onExit()
                .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    private void kill() {
        running().forEach(ProcessHandle::destroyForcibly);
    }
}
