package io.wetoken.settlement.bench;

import io.wetoken.settlement.bundle.BundleFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that planning can cost: reads every row of a bundle, sums the numbers in it and prints the sum. */
final class SumRows {
    private SumRows() {}

    /** @param args the bundle */
    public static void main(String[] args) throws IOException {
        long sum = 0;
        for (String name : BundleFiles.INPUTS) {
            if (name.endsWith(".csv")) {
                sum += sum(Path.of(args[0], name));
            }
        }
        System.out.println(sum);
    }

    private static long sum(Path file) throws IOException {
        long sum = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                for (String cell : line.split(",", -1)) {
                    if (!cell.isEmpty() && Character.isDigit(cell.charAt(0)) && !cell.startsWith("0x")) {
                        sum += Long.parseLong(cell);
                    }
                }
            }
        }
        return sum;
    }
}
