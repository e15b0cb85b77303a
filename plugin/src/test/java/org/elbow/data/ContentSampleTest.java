package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ContentSampleTest {

    /** The numbers of the rows, which are what they hold. */
    private static float[] sampled(final FeatureMatrix rows, final int count, final long seed) {
        final float[] values = new float[rows.columns()];
        final int[] sample = ContentSample.of(rows, count, seed);
        final float[] contents = new float[sample.length];
        for (int i = 0; i < sample.length; i++) {
            rows.getRow(sample[i], values, 0);
            contents[i] = values[0];
        }
        return contents;
    }

    private static FeatureMatrix rows(final int... contents) {
        return FeatureMatrix.of(Arrays.stream(contents).mapToObj(value -> new float[] {value}).toArray(float[][]::new));
    }

    @Test
    void theSampleDependsOnContentAndSeedButNotOnTheOrder() {
        try (FeatureMatrix rows = rows(IntStream.range(0, 100).toArray());
                FeatureMatrix reversed = rows(IntStream.range(0, 100).map(i -> 99 - i).toArray())) {
            assertArrayEquals(sampled(rows, 10, 1), sampled(reversed, 10, 1), 0);
            assertFalse(Arrays.equals(sampled(rows, 10, 1), sampled(rows, 10, 2)));
            assertEquals(10, IntStream.of(ContentSample.of(rows, 10, 1)).distinct().count());
        }
    }

    @Test
    void aSmallTableIsTakenWholeAndNothingIfNothingIsWanted() {
        try (FeatureMatrix rows = rows(3, 1, 2); FeatureMatrix none = FeatureMatrix.allocate(0, 1)) {
            final int[] sample = ContentSample.of(rows, 3, 1);
            Arrays.sort(sample);
            assertArrayEquals(new int[] {0, 1, 2}, sample);
            assertEquals(3, ContentSample.of(rows, 10, 1).length);
            assertEquals(0, ContentSample.of(rows, 0, 1).length);
            assertEquals(0, ContentSample.of(none, 10, 1).length);
        }
    }

    @Test
    void equalRowsDoNotMakeTheSampleLarger() {
        try (FeatureMatrix rows = rows(5, 5, 5, 5, 5, 5)) {
            assertEquals(4, ContentSample.of(rows, 4, 1).length);
        }
    }

    @Test
    void everyRowIsAsLikelyToBeTaken() {
        final int[] taken = new int[10];
        try (FeatureMatrix rows = rows(IntStream.range(0, 10).toArray())) {
            for (int seed = 0; seed < 2000; seed++) {
                for (final int row : ContentSample.of(rows, 3, seed)) {
                    taken[row]++;
                }
            }
        }
        for (final int count : taken) {
            assertEquals(600, count, 5 * Math.sqrt(2000 * 0.3 * 0.7)); // five standard deviations of the binomial
        }
    }
}
