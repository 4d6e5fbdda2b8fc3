package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.Stop;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the stack and the demo of this home, and whatever a killed one left. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops every process of the stack, also those that a killed run left behind. Data stays.")
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean any = false;
        for (Home home : List.of(Place.home(), Place.home().demo())) {
            List<String> stopped = Stop.all(home);
            any |= !stopped.isEmpty();
            if (!stopped.isEmpty()) {
                out.println("Stopped " + String.join(", ", stopped) + " of " + home.dir());
            }
        }
        if (!any) {
            out.println("Nothing was running.");
        }
        return 0;
    }
}
