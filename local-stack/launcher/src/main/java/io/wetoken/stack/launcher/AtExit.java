package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.Supervisor;

/** What a shutdown hook does: nobody is there to catch its failure, so it is printed. */
public final class AtExit {
    private AtExit() {}

    public static void close(Supervisor supervisor) {
        try {
            supervisor.close();
        } catch (StackException e) {
            System.err.println(e.getMessage());
        }
    }
}
