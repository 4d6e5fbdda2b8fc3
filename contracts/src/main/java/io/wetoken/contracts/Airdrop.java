package io.wetoken.contracts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.wetoken.contracts.generated.AdminTimelock;
import io.wetoken.contracts.generated.CommunityTreasury;
import io.wetoken.contracts.merkle.AirdropClaim;
import io.wetoken.contracts.merkle.MerkleTree;
import io.wetoken.contracts.merkle.Payment;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the tree of an airdrop, its proofs, and what the admin sends to the timelock to start it. It sends nothing itself: the admin's key is somebody else's. */
@Command(
        name = "airdrop",
        mixinStandardHelpOptions = true,
        description =
                "Writes the proofs of an airdrop and prints what the admin must schedule and execute to start it.")
public final class Airdrop implements Callable<Integer> {
    private static final int WORK_FAILED = 1;
    private static final int WRONG_INPUT = 2;
    private static final String HEADER = "account,amount";
    private static final byte[] NOTHING = new byte[32];

    @Option(names = "--config", required = true, description = "the settings file")
    private Path config;

    @Option(names = "--claims", required = true, description = "CSV: account,amount with addresses and base units")
    private Path claims;

    @Option(names = "--until", required = true, description = "UTC date; what is not claimed before it stays")
    private LocalDate until;

    @Option(names = "--out", required = true, description = "JSON file to write: every claim with its proof")
    private Path out;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        // web3j asks for a logging binding that a command has no use for.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new Airdrop()).execute(args));
    }

    @Override
    public Integer call() {
        List<AirdropClaim> read;
        DeployConfig settings;
        try {
            settings = DeployConfig.load(config);
            read = read(claims);
        } catch (IllegalArgumentException | IOException e) {
            return failed(WRONG_INPUT, e.getMessage());
        }
        Web3j web3j = Web3j.build(new HttpService(settings.url()));
        try {
            prepare(read, Deployment.read(settings.contracts()), web3j);
            return 0;
        } catch (IOException e) {
            return failed(WORK_FAILED, e.getMessage());
        } finally {
            web3j.shutdown();
        }
    }

    /** @throws IllegalArgumentException naming the file and the line */
    static List<AirdropClaim> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(file + " must begin with " + HEADER + " and hold a claim");
        }
        List<AirdropClaim> claims = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            try {
                if (cells.length != 2) {
                    throw new IllegalArgumentException("there must be two cells");
                }
                claims.add(new AirdropClaim(claims.size(), new Payment(cells[0], new BigInteger(cells[1]))));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        file + " line " + (claims.size() + 2) + " '" + line + "': " + e.getMessage(), e);
            }
        }
        return claims;
    }

    private void prepare(List<AirdropClaim> read, Deployment contracts, Web3j web3j) throws IOException {
        var reader = new ReadonlyTransactionManager(web3j, contracts.timelock());
        var gas = new DefaultGasProvider();
        CommunityTreasury treasury = CommunityTreasury.load(contracts.treasury(), web3j, reader, gas);
        AdminTimelock timelock = AdminTimelock.load(contracts.timelock(), web3j, reader, gas);
        BigInteger total = read.stream().map(c -> c.payment().amount()).reduce(BigInteger.ZERO, BigInteger::add);
        long id = DeployCheck.answered(treasury.airdrops()).longValueExact();
        BigInteger unreserved = DeployCheck.answered(treasury.unreserved());
        if (total.compareTo(unreserved) > 0) {
            throw new IOException("The claims come to " + total + ", but the treasury has only " + unreserved
                    + " that no other airdrop owns");
        }
        MerkleTree tree =
                MerkleTree.of(read.stream().map(claim -> claim.leaf(id)).toList());
        BigInteger deadline =
                BigInteger.valueOf(until.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        byte[] start = Numeric.hexStringToByteArray(
                treasury.startAirdrop(tree.root(), total, deadline).encodeFunctionCall());
        BigInteger delay = DeployCheck.answered(timelock.getMinDelay());
        // The root makes the operation's id another one for each airdrop.
        String schedule = timelock.schedule(contracts.treasury(), BigInteger.ZERO, start, NOTHING, tree.root(), delay)
                .encodeFunctionCall();
        String execute = timelock.execute(
                        contracts.treasury(), BigInteger.ZERO, start, NOTHING, tree.root(), BigInteger.ZERO)
                .encodeFunctionCall();
        WholeFile.write(out, proofs(id, read, tree), "rw-r--r--");

        var print = spec.commandLine().getOut();
        print.println("Airdrop " + id + ": " + read.size() + " claims of " + total + " base units together, before "
                + until + "; wrote their proofs to " + out);
        print.println("The admin sends to the timelock " + contracts.timelock() + ", and after " + delay
                + " s, before any other airdrop is started, the second:");
        print.println("schedule " + schedule);
        print.println("execute " + execute);
    }

    private static String proofs(long id, List<AirdropClaim> read, MerkleTree tree) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (AirdropClaim claim : read) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("index", claim.index());
            one.put("account", claim.payment().recipient());
            one.put("amount", claim.payment().amount().toString());
            one.put(
                    "proof",
                    tree.proof(claim.index()).stream().map(Numeric::toHexString).toList());
            list.add(one);
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("airdropId", id);
        file.put("root", Numeric.toHexString(tree.root()));
        file.put("claims", list);
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(file) + "\n";
    }

    private int failed(int status, String message) {
        spec.commandLine().getErr().println(message);
        return status;
    }
}
