package io.wetoken.settlement.epoch;

import io.wetoken.settlement.chain.RewardChain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code redirects.csv}: where accounts want their rewards, as the chain said it at one block. It is read once for a day and kept with it, so that a plan hangs on
 * what was said then; the audit asks the chain about the same block again.
 */
public final class RedirectTable {
    private static final String HEADER = "account,to,block ";

    private final Map<String, String> recipients;

    private RedirectTable(Map<String, String> recipients) {
        this.recipients = recipients;
    }

    /** What was kept with a day; nothing for one that was scored by an earlier release. */
    public static RedirectTable of(EpochFiles files) throws IOException {
        return Files.exists(files.redirects()) ? read(files.redirects()) : new RedirectTable(Map.of());
    }

    /**
     * Leaves the file as the chain says it, at the block of the one that is there or else at the newest that is believed.
     *
     * @throws SettlementException when another one is there, for the scores may come from it
     */
    static RedirectTable ensure(EpochFiles files, RewardChain chain) throws IOException {
        Path file = files.redirects();
        Path next = file.resolveSibling("." + file.getFileName());
        write(chain, Files.exists(file) ? block(file) : chain.believed(), next);
        if (Files.exists(file) && Files.mismatch(next, file) >= 0) {
            Files.delete(next);
            throw new SettlementException(file + " was changed: it is not what the chain says of its block; keep it as"
                    + " evidence, remove it and " + files.scores() + ", and run again");
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return read(file);
    }

    /**
     * What the chain said at the block of {@code kept}, into {@code target}.
     *
     * @throws io.wetoken.settlement.chain.ChainException when it cannot be asked
     */
    public static void again(RewardChain chain, Path kept, Path target) throws IOException {
        write(chain, block(kept), target);
    }

    private static void write(RewardChain chain, long block, Path target) throws IOException {
        StringBuilder text = new StringBuilder(HEADER + block + "\n");
        new TreeMap<>(chain.redirects(block))
                .forEach((account, to) ->
                        text.append(account).append(',').append(to).append('\n'));
        Files.writeString(target, text);
    }

    private static long block(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null || !header.matches(HEADER + "[0-9]{1,18}")) {
                throw new SettlementException(file + ":1: must be '" + HEADER + "' and a block, is '" + header + "'");
            }
            return Long.parseLong(header.substring(HEADER.length()));
        }
    }

    /** @throws SettlementException naming the line that is none */
    private static RedirectTable read(Path file) throws IOException {
        block(file);
        Map<String, String> recipients = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (number > 1 && !line.matches("0x[0-9a-f]{40},0x[0-9a-f]{40}")) {
                throw new SettlementException(file + ":" + number + ": not two addresses: '" + line + "'");
            }
            if (number > 1) {
                recipients.put(line.substring(0, line.indexOf(',')), line.substring(line.indexOf(',') + 1));
            }
        }
        return new RedirectTable(recipients);
    }

    boolean isEmpty() {
        return recipients.isEmpty();
    }

    /** @param own the addresses of all accounts of the day */
    Recipients among(Set<String> own) {
        return new Recipients(recipients, own);
    }

    /**
     * The recipients of one day. An address is in a bundle once: where two accounts of a day want the same, or one wants another's own, the first in the order of
     * the table gets it, and the others stay where they are.
     */
    static final class Recipients {
        private final Map<String, String> wanted;
        private final Set<String> taken;

        private Recipients(Map<String, String> wanted, Set<String> taken) {
            this.wanted = wanted;
            this.taken = new HashSet<>(taken);
        }

        String of(String own) {
            String to = wanted.getOrDefault(own, own);
            return to.equals(own) || !taken.add(to) ? own : to;
        }
    }
}
