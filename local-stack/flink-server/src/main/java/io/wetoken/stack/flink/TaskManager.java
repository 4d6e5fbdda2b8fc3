package io.wetoken.stack.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A TaskManager. Prints {@code READY} when it begins to look for the JobManager, which may come later; that it has registered shows in the JobManager's
 * {@code /overview}.
 */
@Command(
        name = "flink-taskmanager",
        mixinStandardHelpOptions = true,
        description = "Runs a TaskManager until it is stopped.")
public final class TaskManager implements Callable<Integer> {
    private static final String FRAMEWORK_HEAP_MB = "64";
    private static final long BYTES_IN_A_MB = 1L << 20;

    @Mixin
    private ClusterOptions cluster;

    public static void main(String[] args) {
        System.exit(new CommandLine(new TaskManager()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path conf = cluster.written();
        System.out.println("READY flink-taskmanager");
        // Returns never: it ends the process.
        TaskManagerRunner.main(arguments(conf).toArray(String[]::new));
        return 0;
    }

    /** The sizes that Flink's shell script would work out from one number; the heap is this JVM's own. */
    private static List<String> arguments(Path conf) throws IOException {
        long heapMb = Runtime.getRuntime().maxMemory() / BYTES_IN_A_MB;
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        for (String size : List.of(
                "taskmanager.cpu.cores=1",
                "taskmanager.memory.framework.heap.size=" + FRAMEWORK_HEAP_MB + "m",
                "taskmanager.memory.task.heap.size=" + (heapMb - Integer.parseInt(FRAMEWORK_HEAP_MB)) + "m",
                "taskmanager.memory.framework.off-heap.size=64m",
                "taskmanager.memory.task.off-heap.size=64m",
                "taskmanager.memory.network.min=64m",
                "taskmanager.memory.network.max=64m",
                "taskmanager.memory.managed.size=16m",
                "taskmanager.memory.jvm-metaspace.size=256m",
                "taskmanager.memory.jvm-overhead.min=64m",
                "taskmanager.memory.jvm-overhead.max=64m")) {
            arguments.add("-D");
            arguments.add(size);
        }
        return arguments;
    }
}
