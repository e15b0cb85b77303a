package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    @Test
    void theSameSeedAndPathGiveTheSameNumbers() {
        final float[] a = new float[10];
        final float[] b = new float[10];
        RandomStreams.gaussian(RandomStreams.of(7, 1, 2), a, 0, 10);
        RandomStreams.gaussian(RandomStreams.of(7, 1, 2), b, 0, 10);
        assertArrayEquals(a, b);
    }

    @Test
    void everySeedAndPathHasAStreamOfItsOwn() {
        final Set<Long> seeds = new HashSet<>();
        for (long seed = -20; seed < 20; seed++) {
            for (long i = 0; i < 30; i++) {
                for (long j = 0; j < 30; j++) {
                    seeds.add(RandomStreams.seed(seed, i, j));
                }
            }
        }
        assertEquals(40 * 30 * 30, seeds.size());
    }

    @Test
    void drawsOfNeighbouringStreamsAreStandardNormalAndIndependent() {
        final int n = 100_000;
        double sum = 0;
        double squares = 0;
        double products = 0;
        final float[] before = new float[1];
        final float[] draw = new float[1];
        for (int i = 0; i < n; i++) {
            RandomStreams.gaussian(RandomStreams.of(3, 1, i), draw, 0, 1);
            sum += draw[0];
            squares += draw[0] * draw[0];
            products += draw[0] * before[0];
            before[0] = draw[0];
        }
        assertEquals(0, sum / n, 0.015);
        assertEquals(1, squares / n, 0.02);
        assertEquals(0, products / n, 0.015);
    }
}
