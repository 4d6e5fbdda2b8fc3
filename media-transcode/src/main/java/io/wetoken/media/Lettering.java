package io.wetoken.media;

import java.util.Map;

/** Capitals as filled boxes, for a machine without a font. */
final class Lettering {
    private static final int WIDTH = 5;
    private static final int CELL = 6;
    /** Seven rows of five, from above, a set bit being ink. */
    private static final Map<Character, int[]> LETTERS = Map.ofEntries(
            Map.entry('A', new int[] {14, 17, 17, 31, 17, 17, 17}),
            Map.entry('C', new int[] {14, 17, 16, 16, 16, 17, 14}),
            Map.entry('D', new int[] {30, 17, 17, 17, 17, 17, 30}),
            Map.entry('E', new int[] {31, 16, 16, 30, 16, 16, 31}),
            Map.entry('F', new int[] {31, 16, 16, 30, 16, 16, 16}),
            Map.entry('G', new int[] {14, 17, 16, 23, 17, 17, 14}),
            Map.entry('I', new int[] {14, 4, 4, 4, 4, 4, 14}),
            Map.entry('K', new int[] {17, 18, 20, 24, 20, 18, 17}),
            Map.entry('L', new int[] {16, 16, 16, 16, 16, 16, 31}),
            Map.entry('M', new int[] {17, 27, 21, 21, 17, 17, 17}),
            Map.entry('N', new int[] {17, 25, 21, 19, 17, 17, 17}),
            Map.entry('O', new int[] {14, 17, 17, 17, 17, 17, 14}),
            Map.entry('P', new int[] {30, 17, 17, 30, 16, 16, 16}),
            Map.entry('R', new int[] {30, 17, 17, 30, 20, 18, 17}),
            Map.entry('S', new int[] {15, 16, 16, 14, 1, 1, 30}),
            Map.entry('T', new int[] {31, 4, 4, 4, 4, 4, 4}),
            Map.entry('U', new int[] {17, 17, 17, 17, 17, 17, 14}),
            Map.entry('V', new int[] {17, 17, 17, 17, 17, 10, 4}),
            Map.entry('Y', new int[] {17, 17, 10, 4, 4, 4, 4}));

    private Lettering() {}

    /**
     * Filters of ffmpeg, each with a comma before it: the word in white, in the middle of {@code width}.
     *
     * @throws IllegalArgumentException for a letter that has no shape here
     */
    static String boxes(String word, int width, int top) {
        int dot = 8;
        while ((word.length() * CELL - 1) * dot > width - 2 * dot) {
            dot--;
        }
        int left = (width - (word.length() * CELL - 1) * dot) / 2;
        StringBuilder boxes = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            int[] rows = LETTERS.get(word.charAt(i));
            if (rows == null) {
                throw new IllegalArgumentException("There is no shape of '" + word.charAt(i) + "' in " + word);
            }
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    int run = 0;
                    while (column + run < WIDTH && (rows[row] >> (WIDTH - 1 - column - run) & 1) == 1) {
                        run++;
                    }
                    if (run > 0) {
                        boxes.append(",drawbox=x=").append(left + (i * CELL + column) * dot);
                        boxes.append(":y=").append(top + row * dot);
                        boxes.append(":w=").append(run * dot).append(":h=").append(dot);
                        boxes.append(":t=fill:color=white");
                        column += run;
                    }
                }
            }
        }
        return boxes.toString();
    }
}
