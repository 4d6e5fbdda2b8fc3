package io.wetoken.flink.bench;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.flink.judge.BadLineException;
import io.wetoken.flink.judge.RecordedEvent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a guard that judges nothing would still do: read each line as an event, leave out repeated ids, count by account, and write the line. One thread and
 * no engine. Prints {@code plain EVENTS SECONDS UNREADABLE}.
 */
final class PlainPass {
    static final String SAYS = "plain ";

    private PlainPass() {}

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Map<String, Long> byAccount = new HashMap<>();
        Set<String> ids = new HashSet<>();
        long leftOut = 0;
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]));
                BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try {
                    BehaviourEvent event = RecordedEvent.parse(line);
                    if (ids.add(event.getId())) {
                        long count = byAccount.merge(event.getActor(), 1L, Long::sum);
                        out.write(line.substring(0, line.lastIndexOf('}')) + ",\"count\":" + count + "}\n");
                    }
                } catch (BadLineException left) {
                    leftOut++;
                }
            }
        }
        System.out.println(SAYS + ids.size() + " " + (System.nanoTime() - start) / 1e9 + " " + leftOut);
    }
}
