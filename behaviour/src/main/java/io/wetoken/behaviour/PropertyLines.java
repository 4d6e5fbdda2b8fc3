package io.wetoken.behaviour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** The logical lines of a properties text, as {@link java.util.Properties} knows them: one that ends with an odd number of backslashes goes on in the next. */
final class PropertyLines {
    private PropertyLines() {}

    /**
     * One logical line.
     *
     * @param number of the first of its lines, from 1
     */
    record Line(int number, String text) {}

    static List<Line> of(Reader in) throws IOException {
        List<Line> lines = new ArrayList<>();
        BufferedReader reader = new BufferedReader(in);
        StringBuilder open = new StringBuilder();
        int first = 1;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            boolean begins = open.isEmpty();
            first = begins ? number : first;
            open.append(line);
            if ((begins && isComment(line)) || !goesOn(line)) {
                lines.add(new Line(first, open.toString()));
                open.setLength(0);
            } else {
                open.append('\n');
            }
        }
        if (!open.isEmpty()) {
            lines.add(new Line(first, open.toString()));
        }
        return lines;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean goesOn(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
