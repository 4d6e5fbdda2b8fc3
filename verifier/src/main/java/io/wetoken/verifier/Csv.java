package io.wetoken.verifier;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One of the bundle's tables: UTF-8, LF, the header, any order of rows, the last line's end optional. */
final class Csv {
    private static final BigInteger MOST_COUNT = BigInteger.TEN.pow(15);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final String name;
    private final int columns;
    private final List<String> lines;

    private Csv(String name, int columns, List<String> lines) {
        this.name = name;
        this.columns = columns;
        this.lines = lines;
    }

    /** What is done with every row. */
    interface Reader {
        void read(Row row) throws Refused;
    }

    static Csv of(String name, String header, byte[] bytes) throws Refused {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(name, "not UTF-8");
        }
        List<String> lines =
                List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
        if (!lines.get(0).equals(header)) {
            throw new Refused(name + ":1", "the header must be '" + header + "', is '" + lines.get(0) + "'");
        }
        return new Csv(name, header.split(",").length, lines);
    }

    /** @param key how many leading columns no two rows may share */
    void read(int key, Reader reader) throws Refused {
        Set<String> keys = new HashSet<>();
        for (int line = 1; line < lines.size(); line++) {
            List<String> cells = List.of(lines.get(line).split(",", -1));
            Row row = new Row(name + ":" + (line + 1), cells);
            if (cells.size() != columns) {
                throw row.refused(columns + " cells expected, found '" + lines.get(line) + "'");
            }
            reader.read(row);
            if (!keys.add(String.join(",", cells.subList(0, key)))) {
                throw row.refused("a second row of '" + String.join(",", cells.subList(0, key)) + "'");
            }
        }
    }

    /** One line. */
    record Row(String place, List<String> cells) {
        String id(int column) throws Refused {
            if (!cells.get(column).matches("[A-Za-z0-9_.:-]{1,64}")) {
                throw refused("not an id: '" + cells.get(column) + "'");
            }
            return cells.get(column);
        }

        BigInteger count(int column) throws Refused {
            return whole(column, MOST_COUNT);
        }

        BigInteger ppm(int column) throws Refused {
            return whole(column, MILLION);
        }

        BigInteger amount(int column) throws Refused {
            return whole(column, Params.SUPPLY);
        }

        private BigInteger whole(int column, BigInteger most) throws Refused {
            if (!cells.get(column).matches("0|[1-9][0-9]{0,39}")) {
                throw refused("not a whole number without sign or leading zeros: '" + cells.get(column) + "'");
            }
            BigInteger value = new BigInteger(cells.get(column));
            if (value.compareTo(most) > 0) {
                throw refused(value + " is above " + most);
            }
            return value;
        }

        Refused refused(String why) {
            return new Refused(place, why);
        }
    }
}
