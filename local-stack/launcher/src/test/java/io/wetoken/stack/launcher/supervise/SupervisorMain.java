package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.AtExit;
import io.wetoken.stack.launcher.setup.Home;
import java.nio.file.Path;

/** A supervisor of three scripts in a JVM of its own, to be killed by a test. The argument is its home. */
public final class SupervisorMain {
    private SupervisorMain() {}

    public static void main(String[] args) throws Exception {
        Home home = new Home(Path.of(args[0]));
        HomeLock lock = HomeLock.take(home).orElseThrow();
        Supervisor supervisor = new Supervisor(SupervisorIT.THREE, SupervisorIT.context(home), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> AtExit.close(supervisor)));
        supervisor.start();
        System.out.println("UP");
        supervisor.watch();
        lock.close();
    }
}
