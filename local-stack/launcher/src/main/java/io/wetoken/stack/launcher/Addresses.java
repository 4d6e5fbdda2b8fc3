package io.wetoken.stack.launcher;

import io.wetoken.behaviour.Settings;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.io.PrintWriter;

/** What to open when the stack is up, read from the settings that its processes read. */
public final class Addresses {
    private Addresses() {}

    public static void print(Home home, PrintWriter out) throws StackException {
        Settings settings;
        try {
            settings = Settings.load(home.settings());
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + home.settings(), e);
        }
        out.println("  the site      http://127.0.0.1:" + settings.text("serving.port"));
        out.println("  the collector " + settings.text("collectors"));
        out.println("  the stream    http://127.0.0.1:" + settings.text("flink.rest.port"));
        out.println("  the chain     " + settings.text("chain.url"));
        out.println("  settings      " + home.settings());
        out.println("  logs          " + home.logs());
        out.flush();
        settings.check();
    }
}
