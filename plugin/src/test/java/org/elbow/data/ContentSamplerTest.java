package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSamplerTest {

    private static final int ROWS = 200;

    /** Rows of two features, with many that are the same. */
    private static FeatureMatrix table() {
        final SplittableRandom random = new SplittableRandom(3);
        final FeatureMatrix table = FeatureMatrix.allocate(ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            table.setRow(row, new float[] {random.nextInt(8), random.nextInt(8)}, 0);
        }
        return table;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 50, ROWS, ROWS + 5})
    void theSampleIsThatOfAWholeTable(final int count) {
        try (FeatureMatrix table = table();
                FeatureMatrix whole = table.selectRows(ContentSample.of(table, count, 9));
                ContentSampler sampler = new ContentSampler(count, 2, 9, table.storage())) {
            for (int row = 0; row < ROWS; row++) {
                sampler.add(table, row);
            }
            try (FeatureMatrix sample = sampler.sample()) {
                assertEquals(whole.rows(), sample.rows());
                final long[] hashes = sampler.hashes();
                final float[] expected = new float[2];
                final float[] found = new float[2];
                for (int row = 0; row < sample.rows(); row++) {
                    whole.getRow(row, expected, 0);
                    sample.getRow(row, found, 0);
                    assertArrayEquals(expected, found);
                    assertEquals(whole.contentHash(row, 9), hashes[row]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void anythingCanBeKeptOfARow(final int count) {
        try (FeatureMatrix table = table(); FeatureMatrix numbers = FeatureMatrix.allocate(ROWS, 1);
                ContentSampler sampler = new ContentSampler(count, 1, 9, table.storage())) {
            for (int row = 0; row < ROWS; row++) {
                numbers.set(row, 0, row);
                sampler.add(table, row, numbers);
            }
            try (FeatureMatrix sample = sampler.sample()) {
                final int[] kept = new int[sample.rows()];
                Arrays.setAll(kept, row -> (int)sample.get(row, 0));
                assertArrayEquals(ContentSample.of(table, count, 9), kept);
            }
        }
    }
}
