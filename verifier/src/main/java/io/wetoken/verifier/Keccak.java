package io.wetoken.verifier;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Keccak-256 with the padding that Ethereum kept, which the JDK's SHA-3 is not (<a href="https://keccak.team/keccak_specs_summary.html">specification</a>). */
final class Keccak {
    private static final int RATE = 136;
    private static final int LANES = 25;
    private static final int SIDE = 5;
    private static final int ROUNDS = 24;

    private Keccak() {}

    /** Of all parts, one after the other. */
    static byte[] hash(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] padded = new byte[(length / RATE + 1) * RATE];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, padded, at, part.length);
            at += part.length;
        }
        padded[length] = 1;
        padded[padded.length - 1] |= (byte) 0x80;
        long[] state = new long[LANES];
        ByteBuffer in = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            for (int lane = 0; lane < RATE / Long.BYTES; lane++) {
                state[lane] ^= in.getLong();
            }
            permute(state);
        }
        ByteBuffer out = ByteBuffer.allocate(LANES * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long lane : state) {
            out.putLong(lane);
        }
        return Arrays.copyOf(out.array(), 32);
    }

    private static void permute(long[] a) {
        int constants = 1;
        for (int round = 0; round < ROUNDS; round++) {
            theta(a);
            rhoAndPi(a);
            chi(a);
            for (int bit = 0; bit <= 6; bit++) {
                if ((constants & 1) != 0) {
                    a[0] ^= 1L << ((1 << bit) - 1);
                }
                constants = (constants << 1) ^ ((constants >> 7) * 0x171);
            }
        }
    }

    private static void theta(long[] a) {
        long[] columns = new long[SIDE];
        for (int lane = 0; lane < LANES; lane++) {
            columns[lane % SIDE] ^= a[lane];
        }
        for (int lane = 0; lane < LANES; lane++) {
            a[lane] ^= columns[(lane + 4) % SIDE] ^ Long.rotateLeft(columns[(lane + 1) % SIDE], 1);
        }
    }

    private static void rhoAndPi(long[] a) {
        int x = 1;
        int y = 0;
        long moved = a[1];
        for (int step = 1; step < LANES; step++) {
            int next = (2 * x + 3 * y) % SIDE;
            x = y;
            y = next;
            int lane = x + SIDE * y;
            long here = a[lane];
            a[lane] = Long.rotateLeft(moved, step * (step + 1) / 2);
            moved = here;
        }
    }

    private static void chi(long[] a) {
        for (int row = 0; row < LANES; row += SIDE) {
            long[] lanes = Arrays.copyOfRange(a, row, row + SIDE);
            for (int x = 0; x < SIDE; x++) {
                a[row + x] = lanes[x] ^ (~lanes[(x + 1) % SIDE] & lanes[(x + 2) % SIDE]);
            }
        }
    }
}
