package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be known to go wrong before anything is started: a port that is taken, too little disk. */
public final class Preflight {
    private static final int SHIFT = 1000;

    private Preflight() {}

    public static void check(List<ServerSpec> specs, Home home, StackSettings settings) throws StackException {
        checkDisk(home, settings.number("stack.minFreeMb"));
        checkPorts(specs, home, settings);
    }

    /** Megabytes that can still be written below the home. */
    static long freeMb(Home home) throws StackException {
        try {
            return Files.getFileStore(home.dir()).getUsableSpace() >> 20;
        } catch (IOException e) {
            throw StackException.failed("Cannot ask for the free space of " + home.dir(), e);
        }
    }

    private static void checkDisk(Home home, int needed) throws StackException {
        long free = freeMb(home);
        if (free < needed) {
            throw StackException.failed("The disk of " + home.dir() + " has " + free + " MB free, and a stack needs "
                    + needed + " MB (stack.minFreeMb). Free some, or set WE_HOME to a directory on a larger disk");
        }
    }

    private static void checkPorts(List<ServerSpec> specs, Home home, StackSettings settings) throws StackException {
        List<String> problems = new ArrayList<>();
        Map<Integer, String> keys = new HashMap<>();
        for (ServerSpec spec : specs) {
            for (String key : spec.ports()) {
                int port = settings.number(key);
                String other = keys.putIfAbsent(port, key);
                if (other != null) {
                    problems.add(key + " and " + other + " are both " + port);
                } else if (!isFree(port)) {
                    problems.add("port " + port + " (" + key + ") is taken by another process");
                }
                if (!problems.isEmpty() && problems.size() == 1) {
                    problems.add(0, advice(key, port, home));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw StackException.failed(
                    String.join("; ", problems.subList(1, problems.size())) + ". " + problems.get(0));
        }
    }

    private static String advice(String key, int port, Home home) {
        String change = key + "=" + (port < 65_536 - SHIFT ? port + SHIFT : port - SHIFT);
        return "Stop it, or choose another port with --set " + change + " or a line '" + change + "' in "
                + home.overrides();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
