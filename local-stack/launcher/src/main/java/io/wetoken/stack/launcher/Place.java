package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import java.nio.file.Path;

/** Where this run of {@code ./we} works; the script passes both directories as system properties. */
public final class Place {
    private Place() {}

    public static Home home() throws StackException {
        return new Home(property("we.home"));
    }

    public static Installation installation() throws StackException {
        return new Installation(property("we.root"));
    }

    private static Path property(String name) throws StackException {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            throw StackException.wrongInput("The system property " + name + " is missing; use the script ./we");
        }
        return Path.of(value);
    }
}
