package io.wetoken.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every check of one publication. What cannot be made because an earlier one failed is said to be so, and nothing is skipped in silence. */
final class Verification {
    private static final List<String> PLAN =
            List.of("plan/payouts.csv", "plan/deferred.csv", "plan/breakdown.csv", "plan/fund.json");

    private final Options options;
    private final Source source;
    private final Report report = new Report();
    private final Map<String, byte[]> files = new HashMap<>();

    Verification(Options options) {
        this.options = options;
        this.source = Source.of(options.place());
    }

    /** @throws Refused when there is no index, or it is none */
    Report run() throws IOException {
        Index index = Index.of(source.read(Index.FILE, Index.MOST_BYTES));
        long day = index.epoch().toEpochDay();
        report.fact("epoch", index.epoch().toString());
        report.fact("dataCid", index.cid());
        Optional<Chain> chain =
                options.node().map(node -> new Chain(node, options.pool().orElseThrow()));
        checkCid(index, chain, day);
        report.check("every file has the size and the SHA-256 of the index", readFiles(index));

        Optional<Bundle> bundle = readBundle();
        if (bundle.isEmpty()) {
            report.notChecked("the plan computed anew", "the bundle was refused");
            return report;
        }
        report.check(
                "the bundle is of the index's day",
                differs("params.json says", bundle.get().params().epoch(), index.epoch()));
        report.check("the published indicators and counts fit the bundle", Figures.difference(files, bundle.get()));
        Plan plan = Rule.apply(bundle.get());
        checkPlan(bundle.get(), plan);
        checkTree(day, plan, chain);
        return report;
    }

    private void checkCid(Index index, Optional<Chain> chain, long day) throws IOException {
        String own = index.cid();
        String name = "the index has the content id ";
        if (options.cid().isPresent()) {
            report.check(
                    name + "that was given",
                    differs("it has", own, options.cid().get()));
        }
        if (chain.isPresent()) {
            byte[] committed = chain.get().dataCid(day);
            report.check(
                    name + "that the chain holds",
                    committed.length == 0
                            ? Optional.of("the chain holds none for the day " + day)
                            : differs("it has", own, Cid.text(committed)));
        }
        if (options.cid().isEmpty() && chain.isEmpty()) {
            report.notChecked(name + "that was committed", "neither --cid nor --node says which that is");
        }
    }

    private Optional<String> readFiles(Index index) throws IOException {
        for (Map.Entry<String, Index.Entry> file : index.files().entrySet()) {
            byte[] bytes;
            try {
                bytes = source.read(file.getKey(), file.getValue().bytes());
            } catch (Refused e) {
                return Optional.of(e.getMessage());
            }
            Optional<String> difference = differs(
                            file.getKey() + " has bytes",
                            bytes.length,
                            file.getValue().bytes())
                    .or(() -> differs(
                            file.getKey() + " has sha256",
                            Cid.hex(Cid.sha256(bytes)),
                            file.getValue().sha256()));
            if (difference.isPresent()) {
                return difference;
            }
            files.put(file.getKey(), bytes);
        }
        return Optional.empty();
    }

    private byte[] file(String path) throws Refused {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new Refused(path.replaceAll(".*/", ""), "the file is missing or not as the index says");
        }
        return bytes;
    }

    private Optional<Bundle> readBundle() throws IOException {
        String name = "the rule takes the bundle";
        try {
            Bundle bundle = Bundle.read(file -> file("inputs/" + file));
            report.check(name, Optional.empty());
            return Optional.of(bundle);
        } catch (Refused e) {
            report.check(name, Optional.of("inputs/" + e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkPlan(Bundle bundle, Plan plan) {
        for (String path : PLAN) {
            Optional<String> difference;
            try {
                String text = new String(file(path), StandardCharsets.UTF_8);
                difference = switch (path) {
                    case "plan/payouts.csv" -> rows(path, text, plan.payoutsCsv());
                    case "plan/deferred.csv" -> rows(path, text, plan.deferredCsv());
                    case "plan/breakdown.csv" -> rows(path, text, plan.breakdownCsv());
                    default -> figures(path, text, plan.figures());
                };
            } catch (Refused e) {
                difference = Optional.of(e.getMessage());
            }
            report.check(path + " is what the rule gives", difference);
        }
        report.check(
                "no unit appeared or vanished", differs("after the epoch there are", plan.money(), bundle.money()));
    }

    private void checkTree(long day, Plan plan, Optional<Chain> chain) throws IOException {
        ChunkTree tree;
        try {
            tree = ChunkTree.of(day, plan.payouts());
        } catch (Refused e) {
            report.check("the payouts make a tree", Optional.of(e.getMessage()));
            return;
        }
        report.fact("recipients", Integer.toString(plan.payouts().size()));
        report.fact("paid", plan.figure("paid").toString());
        report.fact("root", "0x" + Cid.hex(tree.root()));
        Optional<Chain.Epoch> committed = Optional.empty();
        if (chain.isPresent()) {
            committed = Optional.of(chain.get().epoch(day));
            report.check(
                    "the chain has committed this root, total and number of chunks",
                    commitment(committed.get(), tree, plan));
            checkPaid(day, tree, chain.get(), committed.get());
        } else {
            report.notChecked("the chain has committed this root", "no --node to ask");
        }
        if (options.account().isPresent()) {
            new AccountView(report, plan, tree, day).show(options.account().get(), chain, committed);
        }
    }

    private static Optional<String> commitment(Chain.Epoch committed, ChunkTree tree, Plan plan) {
        if (!committed.committed()) {
            return Optional.of("nothing is committed for this epoch");
        }
        return differs("the root is", "0x" + Cid.hex(tree.root()), committed.root())
                .or(() -> differs("the total is", plan.figure("paid"), committed.total()))
                .or(() -> differs("the chunks are", tree.chunks(), committed.chunks()));
    }

    private void checkPaid(long day, ChunkTree tree, Chain chain, Chain.Epoch committed) throws IOException {
        List<Integer> unpaid = new ArrayList<>();
        for (int chunk = 0; chunk < tree.chunks(); chunk++) {
            if (!chain.isPaid(day, chunk)) {
                unpaid.add(chunk);
            }
        }
        if (unpaid.isEmpty()) {
            report.check("every chunk is paid", differs("paid is", committed.paid(), committed.total()));
        } else {
            report.notChecked("every chunk is paid", unpaid.size() + " of " + tree.chunks() + " are not yet");
        }
    }

    private static Optional<String> rows(String path, String published, List<String> computed) {
        List<String> lines =
                Arrays.asList((published.endsWith("\n") ? published.substring(0, published.length() - 1) : published)
                        .split("\n", -1));
        for (int line = 0; line < Math.max(lines.size(), computed.size()); line++) {
            String then = line < lines.size() ? "'" + lines.get(line) + "'" : "nothing";
            String now = line < computed.size() ? "'" + computed.get(line) + "'" : "nothing";
            if (!then.equals(now)) {
                return Optional.of(path + ":" + (line + 1) + ": published " + then + ", the rule gives " + now);
            }
        }
        return Optional.empty();
    }

    /** By value: counts are numbers there, and amounts are texts. */
    private static Optional<String> figures(String path, String published, Map<String, BigInteger> computed)
            throws Refused {
        ObjectNode json = Json.object(path, published);
        for (Map.Entry<String, BigInteger> figure : computed.entrySet()) {
            JsonNode then = json.remove(figure.getKey());
            Optional<String> value = Json.text(then).or(() -> Json.whole(then).map(BigInteger::toString));
            if (!value.equals(Optional.of(figure.getValue().toString()))) {
                return Optional.of(path + ": published " + figure.getKey() + " is " + then + ", the rule gives "
                        + figure.getValue());
            }
        }
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(path + ": unknown "
                        + json.properties().stream().map(Map.Entry::getKey).toList());
    }

    static Optional<String> differs(String what, Object is, Object must) {
        return is.equals(must) ? Optional.empty() : Optional.of(what + " " + is + ", not " + must);
    }
}
