import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.web3j.codegen.SolidityFunctionWrapper;
import org.web3j.protocol.core.methods.response.AbiDefinition;

/**
 * The Solidity half of this module's build, run by Maven from source: packages from npm, the compiler, and the Java wrappers. Each step is left out
 * when what it was made from has not changed, so Node and the network are needed only when there is something to do.
 */
final class BuildContracts {
    /** What gets a wrapper and an ABI: every contract that is deployed or called from Java. */
    private static final List<String> CONTRACTS = List.of(
            "WeToken",
            "AdminTimelock",
            "IncentiveFund",
            "RewardPool",
            "AllocationWallet",
            "CommunityTreasury",
            "Tips",
            "ContentRegistry",
            "AccountFactory",
            "Account",
            "RewardRedirects");

    /** Kinds of declarations that are seen from outside whatever they say of visibility. */
    private static final Set<String> OPEN =
            Set.of("EventDefinition", "ErrorDefinition", "StructDefinition", "EnumDefinition");

    private static final Set<String> VISIBLE = Set.of("public", "external");

    private static final String WRAPPER_PACKAGE = "io.wetoken.contracts.generated";
    private static final int WEB3J_ADDRESS_BITS = 160;
    private static final int MIN_NODE = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path module;
    private final Path target;

    private BuildContracts(Path module) {
        this.module = module;
        this.target = module.resolve("target");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            new BuildContracts(Path.of(args[0])).run();
        } catch (BuildFailure e) {
            System.err.println("contracts: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        packages();
        linkAnvil();
        compile();
    }

    /** {@code npm ci}, when the lock file is not the one that node_modules was filled from. */
    private void packages() throws IOException, InterruptedException {
        Path lock = module.resolve("package-lock.json");
        Path installed = module.resolve("node_modules/.installed");
        String wanted = hash(List.of(lock, module.resolve("package.json")));
        if (is(installed, wanted)) {
            return;
        }
        needNode();
        System.out.println("contracts: fetching the npm packages of " + module.relativize(lock));
        // The packages' install scripts are not run: they only download what the lock file already brings.
        int status = exec(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
        if (status != 0) {
            throw new BuildFailure("npm ci failed with status " + status + "; see its message above."
                    + " It needs an npm registry once; later builds work offline.");
        }
        Files.writeString(installed, wanted);
    }

    /** One path for everybody who starts the development chain, whatever the machine: {@code target/bin/anvil}. */
    private void linkAnvil() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path binary = module.resolve("node_modules/@foundry-rs/anvil-" + os + "-" + cpu + "/bin/anvil");
        if (!Files.isExecutable(binary)) {
            throw new BuildFailure("there is no anvil for " + os + "-" + cpu + " in " + binary
                    + "; remove contracts/node_modules and build again");
        }
        Path link = target.resolve("bin/anvil");
        if (!Files.isSymbolicLink(link) || !Files.isSameFile(link, binary)) {
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, link.getParent().relativize(binary));
        }
    }

    private void compile() throws IOException, InterruptedException {
        List<Path> sources = sources();
        List<Path> inputs = new ArrayList<>(sources);
        inputs.add(module.resolve("package-lock.json"));
        inputs.add(module.resolve("tools/solc.js"));
        inputs.add(module.resolve("src/build/java/BuildContracts.java"));
        Path stamp = target.resolve("solidity/.stamp");
        String wanted = hash(inputs);
        if (is(stamp, wanted) && outputs().stream().allMatch(Files::isRegularFile)) {
            return;
        }
        needNode();
        System.out.println("contracts: compiling " + sources.size() + " Solidity files");
        JsonNode output = solc(sources);
        documented(sources, output);
        Files.createDirectories(stamp.getParent());
        Files.deleteIfExists(stamp);
        for (String contract : CONTRACTS) {
            JsonNode compiled = output.path("contracts").path(contract + ".sol").path(contract);
            if (compiled.isMissingNode()) {
                throw new BuildFailure("the compiler returned no contract named " + contract);
            }
            String abi = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(compiled.get("abi")) + "\n";
            String bin = compiled.path("evm").path("bytecode").path("object").asText();
            Files.writeString(abi(contract), abi);
            Files.writeString(bin(contract), bin);
            wrapper(contract, abi, bin);
        }
        Files.writeString(stamp, wanted);
    }

    private JsonNode solc(List<Path> sources) throws IOException, InterruptedException {
        ObjectNode input = JSON.createObjectNode().put("language", "Solidity");
        for (Path source : sources) {
            input.withObject("/sources")
                    .putObject(source.getFileName().toString())
                    .put("content", Files.readString(source));
        }
        // The same settings stand in foundry.toml, so that forge measures the code that is deployed.
        input.set("settings", JSON.readTree("""
                {"optimizer": {"enabled": true, "runs": 10000}, "evmVersion": "cancun", "metadata": {"bytecodeHash": "none"},
                 "outputSelection": {"*": {"": ["ast"], "*": ["abi", "evm.bytecode.object"]}}}"""));
        Path request = Files.createTempFile("contracts-", ".json");
        Path answer = Files.createTempFile("contracts-", ".json");
        try {
            JSON.writeValue(request.toFile(), input);
            Process process = new ProcessBuilder("node", "tools/solc.js", "--standard-json")
                    .directory(module.toFile())
                    .redirectInput(request.toFile())
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int status = process.waitFor();
            if (status != 0) {
                throw new BuildFailure("tools/solc.js failed with status " + status);
            }
            JsonNode output = JSON.readTree(answer.toFile());
            StringBuilder problems = new StringBuilder();
            output.path("errors")
                    .forEach(e -> problems.append('\n')
                            .append(e.path("formattedMessage").asText()));
            if (!problems.isEmpty()) {
                throw new BuildFailure("Solidity does not compile without errors and warnings:" + problems);
            }
            return output;
        } finally {
            Files.deleteIfExists(request);
            Files.deleteIfExists(answer);
        }
    }

    /** Everything of ours that others can call, read or receive says what it is; what is inherited is the library's matter. */
    private static void documented(List<Path> sources, JsonNode output) {
        List<String> silent = new ArrayList<>();
        for (Path source : sources) {
            String file = source.getFileName().toString();
            for (JsonNode contract :
                    output.path("sources").path(file).path("ast").path("nodes")) {
                if (contract.path("nodeType").asText().equals("ContractDefinition")) {
                    silent.addAll(undocumented(file, contract));
                }
            }
        }
        if (!silent.isEmpty()) {
            throw new BuildFailure("NatSpec is missing of:\n  " + String.join("\n  ", silent));
        }
    }

    private static List<String> undocumented(String file, JsonNode contract) {
        List<String> silent = new ArrayList<>();
        String contractName = contract.path("name").asText();
        if (!contract.hasNonNull("documentation")) {
            silent.add(file + ": " + contractName);
        }
        for (JsonNode node : contract.path("nodes")) {
            boolean open = OPEN.contains(node.path("nodeType").asText())
                    || VISIBLE.contains(node.path("visibility").asText());
            if (open && !node.hasNonNull("documentation")) {
                String name = node.path("name").asText();
                silent.add(file + ": " + contractName + "."
                        + (name.isEmpty() ? node.path("kind").asText() : name));
            }
        }
        return silent;
    }

    private void wrapper(String contract, String abi, String bin) throws IOException {
        List<AbiDefinition> definitions = Arrays.asList(JSON.readValue(abi, AbiDefinition[].class));
        try {
            new SolidityFunctionWrapper(true, false, false, WEB3J_ADDRESS_BITS)
                    .generateJavaFiles(contract, bin, definitions, generated().toString(), WRAPPER_PACKAGE, null);
        } catch (ClassNotFoundException e) {
            throw new BuildFailure("the wrapper of " + contract + " names an unknown type: " + e.getMessage());
        }
        // Generated code is raw and unchecked; the module's own code is compiled with every lint as an error.
        String written = Files.readString(wrapperFile(contract));
        String lenient = written.replace(
                "@SuppressWarnings(\"rawtypes\")\npublic class",
                "@SuppressWarnings({\"rawtypes\", \"unchecked\", \"deprecation\", \"cast\"})\npublic class");
        if (lenient.equals(written)) {
            throw new BuildFailure("the generated wrapper of " + contract + " has another form than expected");
        }
        Files.writeString(wrapperFile(contract), lenient);
    }

    private void needNode() throws InterruptedException {
        String help = "Node " + MIN_NODE + " is needed to compile the contracts; install it (with npm) and build again";
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (process.waitFor() != 0
                    || !version.matches("v\\d+\\..*")
                    || Integer.parseInt(version.substring(1, version.indexOf('.'))) < MIN_NODE) {
                throw new BuildFailure(help + " (found '" + version + "')");
            }
        } catch (IOException e) {
            throw new BuildFailure(help + " (there is no 'node' on the PATH)");
        }
    }

    private int exec(List<String> command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .directory(module.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new BuildFailure("cannot run '" + command.get(0) + "': " + e.getMessage());
        }
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("src/main/solidity"))) {
            return files.filter(file -> file.toString().endsWith(".sol"))
                    .sorted()
                    .toList();
        }
    }

    private Set<Path> outputs() {
        Set<Path> all = new TreeSet<>(Comparator.naturalOrder());
        for (String contract : CONTRACTS) {
            all.addAll(List.of(abi(contract), bin(contract), wrapperFile(contract)));
        }
        return all;
    }

    private Path abi(String contract) {
        return target.resolve("solidity/" + contract + ".abi");
    }

    private Path bin(String contract) {
        return target.resolve("solidity/" + contract + ".bin");
    }

    private Path generated() {
        return target.resolve("generated-sources/web3j");
    }

    private Path wrapperFile(String contract) {
        return generated().resolve(WRAPPER_PACKAGE.replace('.', '/')).resolve(contract + ".java");
    }

    private static boolean is(Path stamp, String wanted) throws IOException {
        return Files.isRegularFile(stamp) && Files.readString(stamp).equals(wanted);
    }

    private static String hash(List<Path> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                try (InputStream in = Files.newInputStream(file)) {
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What the person who builds must read; no stack trace. */
    private static final class BuildFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BuildFailure(String message) {
            super(message);
        }
    }
}
