package io.wetoken.stack.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.HomeLock;
import io.wetoken.stack.launcher.supervise.Memory;
import io.wetoken.stack.launcher.supervise.StackState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows each process of the stack: state, process id, port, resident memory and log.")
final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, JsonProcessingException {
        Home home = Place.home();
        Optional<StackState> read = StackState.read(home);
        boolean lives = HomeLock.taken(home);
        ObjectNode result = JSON.createObjectNode();
        result.put("home", home.dir().toString());
        result.put("state", state(read, lives));
        ArrayNode processes = result.putArray("processes");
        long total = 0;
        if (read.isPresent()) {
            if (lives) {
                total += add(
                        processes,
                        "supervisor",
                        "READY",
                        read.get().pid(),
                        0,
                        home.log("supervisor").toString());
            }
            for (StackState.Server server : read.get().servers()) {
                total += add(
                        processes,
                        server.name(),
                        lives ? server.state() : orphan(server),
                        server.pid(),
                        server.port(),
                        server.log());
            }
        }
        result.put("rssMb", total >> 10);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(result));
        } else {
            print(result, out);
        }
        return 0;
    }

    private static String state(Optional<StackState> read, boolean lives) {
        if (lives) {
            return read.map(StackState::state).orElse("STARTING");
        }
        boolean left = read.stream().flatMap(state -> state.servers().stream()).anyMatch(StatusCommand::runs);
        return left ? "LEFT BEHIND" : "DOWN";
    }

    private static String orphan(StackState.Server server) {
        return runs(server) ? "LEFT BEHIND" : "STOPPED";
    }

    private static boolean runs(StackState.Server server) {
        return server.pid() > 0
                && !List.of("DONE", "DEAD", "STOPPED").contains(server.state())
                && ProcessHandle.of(server.pid()).isPresent();
    }

    private static long add(ArrayNode processes, String name, String state, long pid, int port, String log) {
        boolean gone = pid == 0 || List.of("DONE", "DEAD", "STOPPED").contains(state);
        long rss = gone ? 0 : Memory.rssKb(pid);
        ObjectNode node = processes.addObject();
        node.put("name", name);
        node.put("state", state);
        node.put("pid", gone ? 0 : pid);
        node.put("port", port);
        node.put("rssMb", rss >> 10);
        node.put("log", log);
        return rss;
    }

    private static void print(ObjectNode result, PrintWriter out) {
        out.println("The stack of " + result.get("home").asText() + " is "
                + result.get("state").asText());
        if (result.get("processes").isEmpty()) {
            return;
        }
        out.println(String.format(
                Locale.ROOT, "%-11s %-11s %8s %6s %8s  %s", "process", "state", "pid", "port", "memory", "log"));
        result.get("processes")
                .forEach(node -> out.println(String.format(
                        Locale.ROOT,
                        "%-11s %-11s %8s %6s %5d MB  %s",
                        node.get("name").asText(),
                        node.get("state").asText(),
                        dash(node.get("pid").asLong()),
                        dash(node.get("port").asLong()),
                        node.get("rssMb").asLong(),
                        node.get("log").asText())));
        out.println("together " + result.get("rssMb").asLong() + " MB resident");
    }

    private static String dash(long number) {
        return number == 0 ? "-" : Long.toString(number);
    }
}
