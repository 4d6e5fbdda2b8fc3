package io.wetoken.settlement.bundle;

import static io.wetoken.settlement.core.Rule.M;
import static io.wetoken.settlement.core.Rule.MAX_COUNT;

import io.wetoken.settlement.core.Bundle;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.core.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads one bundle, file by file, each once and in a fixed order, and refuses whatever the rule refuses. */
public final class BundleReader {
    private static final int MAX_PARAMS_BYTES = 1 << 20;

    /** Where a bundle's files come from. */
    public interface Source {
        /** @throws NoSuchFileException when there is no such file */
        InputStream open(String file) throws IOException;
    }

    /** Takes one row of a file. */
    private interface Row {
        void take(CsvReader csv) throws RefusedBundle;
    }

    private final Source source;

    private BundleReader(Source source) {
        this.source = source;
    }

    /** Reads the bundle in a directory. */
    public static Bundle read(Path directory) throws IOException, RefusedBundle {
        return read(file -> {
            Path path = directory.resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new NoSuchFileException(path.toString());
            }
            return Files.newInputStream(path);
        });
    }

    public static Bundle read(Source source) throws IOException, RefusedBundle {
        return new BundleReader(source).read();
    }

    private Bundle read() throws IOException, RefusedBundle {
        for (String file : BundleFiles.INPUTS) {
            open(file).close();
        }
        Bundle bundle;
        try {
            bundle = new Bundle(params());
        } catch (RefusedBundle e) {
            throw e.at(BundleFiles.PARAMS);
        }
        rows(
                BundleFiles.INDICATORS,
                "indicator,today,baseline",
                csv -> bundle.indicator(csv.text(0), csv.number(1, MAX_COUNT), csv.number(2, MAX_COUNT)));
        try {
            bundle.indicatorsComplete();
        } catch (RefusedBundle e) {
            throw e.at(BundleFiles.INDICATORS);
        }
        rows(BundleFiles.ACTIVITY, "account,points", csv -> bundle.activity(csv.id(0), csv.number(1, MAX_COUNT)));
        rows(
                BundleFiles.SPACES,
                "space,owner,ownerSharePpm",
                csv -> bundle.space(csv.id(0), csv.id(1), csv.number(2, M)));
        rows(
                BundleFiles.AFFINITY,
                "account,space,points",
                csv -> bundle.affinity(csv.id(0), csv.id(1), csv.number(2, MAX_COUNT)));
        rows(
                BundleFiles.CONTRIBUTION,
                "creator,base,promotion,disseminatorSharePpm",
                csv -> bundle.contribution(
                        csv.id(0), csv.number(1, MAX_COUNT), csv.number(2, MAX_COUNT), csv.number(3, M)));
        rows(
                BundleFiles.REFERRALS,
                "creator,disseminator,points",
                csv -> bundle.referral(csv.id(0), csv.id(1), csv.number(2, MAX_COUNT)));
        rows(
                BundleFiles.DEFERRED,
                BundleFiles.DEFERRED_HEADER,
                csv -> bundle.deferred(csv.id(0), csv.amount(1, Rule.SUPPLY)));
        try {
            return bundle.complete();
        } catch (RefusedBundle e) {
            throw e.at(BundleFiles.PARAMS);
        }
    }

    private RewardParams params() throws IOException, RefusedBundle {
        try (InputStream in = open(BundleFiles.PARAMS)) {
            byte[] json = in.readNBytes(MAX_PARAMS_BYTES + 1);
            if (json.length > MAX_PARAMS_BYTES) {
                throw new RefusedBundle("larger than " + MAX_PARAMS_BYTES + " bytes");
            }
            return ParamsJson.read(json);
        }
    }

    private void rows(String file, String header, Row row) throws IOException, RefusedBundle {
        try (CsvReader csv = new CsvReader(file, header, open(file))) {
            while (csv.next()) {
                try {
                    row.take(csv);
                } catch (RefusedBundle e) {
                    throw e.at(csv.place());
                }
            }
        }
    }

    private InputStream open(String file) throws IOException, RefusedBundle {
        try {
            return source.open(file);
        } catch (NoSuchFileException e) {
            throw new RefusedBundle("the file is missing: " + e.getMessage()).at(file);
        }
    }
}
