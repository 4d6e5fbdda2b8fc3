package io.wetoken.stack.launcher.endtoend;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A port for every server of a stack, so that it runs beside any other. */
final class FreePorts {
    private static final List<String> KEYS = List.of(
            "kafka.port",
            "kafka.controllerPort",
            "hbase.zookeeperPort",
            "chain.port",
            "ingest.port",
            "flink.rest.port",
            "serving.port");
    private final TreeMap<String, Integer> ports = new TreeMap<>();

    FreePorts() {
        for (String key : KEYS) {
            ports.put(key, TestServers.freePort());
        }
    }

    /** Lines of a settings file. */
    List<String> settings() {
        List<String> lines = new ArrayList<>();
        ports.forEach((key, port) -> lines.add(key + "=" + port));
        return lines;
    }

    String url(String key) {
        return "http://127.0.0.1:" + ports.get(key);
    }

    Set<String> taken() {
        TreeMap<String, Integer> taken = new TreeMap<>(ports);
        taken.values().removeIf(FreePorts::isFree);
        return taken.keySet();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // A closed connection's remains do not make a port taken.
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
