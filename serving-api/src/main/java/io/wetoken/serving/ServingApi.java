package io.wetoken.serving;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.Web3jChain;
import io.wetoken.serving.feed.FeedSettings;
import io.wetoken.serving.identity.IdentitySettings;
import io.wetoken.serving.operations.OperationsSettings;
import io.wetoken.serving.upload.UploadSettings;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The site and its API, until it is told to stop. */
@Command(
        name = "site",
        mixinStandardHelpOptions = true,
        description = "Serves live figures, epochs with their proofs, and wallets, as pages and as JSON.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:stopped", "1:it could not start", "2:the command line or the settings are wrong"})
public final class ServingApi implements Callable<Integer> {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description =
                    "properties file with hbase.zookeeper, chain.url, chain.contracts; serving.port (8080), serving.bind (127.0.0.1),"
                            + " chain.publicUrl (chain.url where that is on the loopback address, otherwise none), serving.accountLookup (loopback), serving.live.maxSubscribers (200)")
    private Path config;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        int status = new CommandLine(new ServingApi()).execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        Settings all;
        SiteSettings settings;
        try {
            all = Settings.load(config);
            settings = SiteSettings.of(all);
            // What the packages read later, so that a wrong value is told now.
            IdentitySettings.of(all);
            UploadSettings.of(all);
            OperationsSettings.of(all);
            FeedSettings.of(all);
        } catch (IOException | IllegalArgumentException e) {
            return failed(2, "Cannot use the settings: " + problem(e));
        }
        try {
            claim(settings);
            serve(settings, all);
            return 0;
        } catch (BindException | PortInUseException e) {
            return failed(
                    1,
                    "Cannot listen on " + settings.bind() + ":" + settings.port()
                            + ": another process has the port, or the address is not this machine's; stop the other, or set serving.port and"
                            + " serving.bind in " + config);
        } catch (IOException | UncheckedIOException e) {
            return failed(1, "Cannot start the site: " + e.getMessage());
        }
    }

    /** Tells a taken port at once, before a connection to the store is made. */
    private static void claim(SiteSettings settings) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.bind(), settings.port()));
        }
    }

    /** Returns once the server listens; its threads keep the process alive. */
    private static void serve(SiteSettings settings, Settings all) throws IOException {
        Deployment contracts = contracts(settings.contracts());
        Store store = Stores.hbase(settings.zookeeper());
        Chain chain = new Web3jChain(settings.chainUrl(), new Address(contracts.token()));
        ConfigurableApplicationContext context;
        try {
            context = Site.start(settings, all, contracts, store, chain);
        } catch (RuntimeException e) {
            chain.close();
            store.close();
            throw e;
        }
        // After the context, so that nothing reads a closed store.
        SpringApplication.getShutdownHandlers().add(() -> {
            chain.close();
            store.close();
        });
        System.out.println("The site is at http://" + settings.bind() + ":"
                + context.getEnvironment().getProperty("local.server.port"));
    }

    private static Deployment contracts(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no contracts file " + file + "; deploy the contracts first");
        }
        return Deployment.read(file);
    }

    private static String problem(Exception e) {
        return e instanceof NoSuchFileException ? "there is no file " + e.getMessage() : e.getMessage();
    }

    private int failed(int status, String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(message);
        err.flush();
        return status;
    }
}
