package io.wetoken.contracts;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the contracts on a chain, once; run again, it finds them there or finishes what was begun. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description =
                "Deploys the contracts to chain.url and writes the contracts file; says so if they are there already.")
public final class Deploy implements Callable<Integer> {
    private static final int WORK_FAILED = 1;
    private static final int WRONG_INPUT = 2;

    @Option(names = "--config", required = true, description = "the settings file")
    private Path config;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        // web3j asks for a logging binding that a command has no use for.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new Deploy()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        DeployConfig settings;
        try {
            settings = DeployConfig.load(config);
        } catch (IllegalArgumentException e) {
            return failed(WRONG_INPUT, e.getMessage());
        } catch (IOException e) {
            return failed(WRONG_INPUT, "Cannot read the settings file " + config + ": " + e.getMessage());
        }
        HttpService http = new HttpService(settings.url());
        Web3j web3j = Web3j.build(http);
        try {
            new Deployer(
                            settings,
                            TokenConfig.builtIn(),
                            new Node(web3j, http),
                            new SecureRandom(),
                            spec.commandLine().getOut())
                    .run();
            return 0;
        } catch (DeployException | IOException e) {
            return failed(WORK_FAILED, "Cannot deploy to " + settings.url() + ": " + e.getMessage());
        } finally {
            web3j.shutdown();
        }
    }

    private int failed(int status, String message) {
        spec.commandLine().getErr().println(message);
        return status;
    }
}
