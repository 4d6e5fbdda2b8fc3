package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Flink session cluster of several processes and the streaming job submitted to it, in the place of {@link Stream}, which runs both in one process. */
public final class SessionCluster {
    private static final String MODULE = "local-stack/flink-server";
    private static final String JOB_MANAGER = "jobmanager";
    private static final String TASK_MANAGER = "taskmanager-";
    /** Two slots each. */
    private static final int TASK_MANAGERS = 2;

    private SessionCluster() {}

    /** Kafka, HBase, a collector, the cluster and its job. */
    public static List<ServerSpec> servers() {
        List<ServerSpec> servers =
                new ArrayList<>(List.of(new Kafka(), new HBase(), new Collector(), new JobManager()));
        for (int number = 1; number <= TASK_MANAGERS; number++) {
            servers.add(new TaskManager(TASK_MANAGER + number));
        }
        servers.add(new Submission());
        return List.copyOf(servers);
    }

    private static Path dir(ServerSpec.Context context) {
        return context.home().data("flink");
    }

    private static List<String> command(ServerSpec server, String main, ServerSpec.Context context)
            throws StackException {
        return context.java(
                server,
                MODULE,
                "io.wetoken.stack.flink." + main,
                List.of(
                        "--dir",
                        dir(context).toString(),
                        "--zookeeper",
                        context.settings().text("hbase.zookeeper"),
                        "--rest-port",
                        context.port("flink.rest.port")));
    }

    private static final class JobManager implements ServerSpec {
        @Override
        public String name() {
            return JOB_MANAGER;
        }

        @Override
        public List<String> needs() {
            return List.of("hbase");
        }

        @Override
        public List<String> ports() {
            return List.of("flink.rest.port");
        }

        @Override
        public List<String> command(Context context) throws StackException {
            return SessionCluster.command(this, "JobManager", context);
        }

        @Override
        public Readiness readiness(Context context) {
            return Readiness.saysReady();
        }
    }

    private record TaskManager(String name) implements ServerSpec {
        @Override
        public List<String> needs() {
            return List.of("hbase");
        }

        @Override
        public List<String> ports() {
            return List.of();
        }

        @Override
        public List<String> command(Context context) throws StackException {
            return SessionCluster.command(this, "TaskManager", context);
        }

        @Override
        public Readiness readiness(Context context) {
            return Readiness.saysReady();
        }
    }

    /** As an operator submits the job. */
    private static final class Submission implements ServerSpec {
        @Override
        public String name() {
            return "submission";
        }

        @Override
        public List<String> needs() {
            return List.of("collector", JOB_MANAGER);
        }

        @Override
        public List<String> ports() {
            return List.of();
        }

        @Override
        public List<String> command(Context context) throws StackException {
            List<Path> jars = context.installation().jars("flink-jobs");
            List<String> arguments = new ArrayList<>(List.of("run", "-d", "-c", "io.wetoken.flink.StreamJob"));
            for (Path needed : jars.subList(1, jars.size())) {
                arguments.addAll(List.of("-C", needed.toUri().toString()));
            }
            arguments.add(jars.get(0).toString());
            arguments.addAll(context.config());
            List<String> line = new ArrayList<>(
                    List.of("env", "FLINK_CONF_DIR=" + dir(context).resolve("conf")));
            line.addAll(context.java(this, MODULE, "org.apache.flink.client.cli.CliFrontend", arguments));
            return line;
        }

        @Override
        public Readiness readiness(Context context) {
            return output -> false;
        }

        @Override
        public boolean once() {
            return true;
        }
    }
}
