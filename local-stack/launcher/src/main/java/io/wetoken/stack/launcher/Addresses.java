package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;

/** What to open when the stack is up, read from the settings that its processes read. */
public final class Addresses {
    private Addresses() {}

    public static void print(Home home, PrintWriter out) throws StackException {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(home.settings())) {
            settings.load(in);
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + home.settings(), e);
        }
        out.println("  the site      http://127.0.0.1:" + settings.getProperty("serving.port"));
        out.println("  the collector " + settings.getProperty("collectors"));
        out.println("  the stream    http://127.0.0.1:" + settings.getProperty("flink.rest.port"));
        out.println("  the chain     " + settings.getProperty("chain.url"));
        out.println("  settings      " + home.settings());
        out.println("  logs          " + home.logs());
        out.flush();
    }
}
