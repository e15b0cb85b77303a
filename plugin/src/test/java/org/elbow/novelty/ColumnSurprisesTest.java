package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.novelty.ColumnSurprises.Driver;
import org.junit.jupiter.api.Test;

class ColumnSurprisesTest {

    private static final float INFINITE = Float.POSITIVE_INFINITY;

    @Test
    void aSurpriseIsWhatExceedsTheMedianOfTheRows() {
        try (FeatureMatrix rows = FeatureMatrix.of(new float[][] {{1, 5, 0}, {3, -5, 0}, {2, 4, 0}, {100, 6, 100}})) {
            assertArrayEquals(new double[] {2.5, 4.5, 0}, ColumnSurprises.against(rows, 4).usual(), "of an even number");
            final ColumnSurprises ofThree = ColumnSurprises.against(rows, 3);
            assertArrayEquals(new double[] {2, 4, 0}, ofThree.usual(), "of the first three rows");
            assertArrayEquals(new double[] {98, 2, 100}, ofThree.of(new double[] {100, 6, 100}));
            assertArrayEquals(new double[] {7, 8, 9}, ColumnSurprises.against(rows, 0).of(new double[] {7, 8, 9}), "of none");
        }
    }

    @Test
    void anInfiniteContributionIsSurprisingUnlessItIsUsual() {
        try (FeatureMatrix rows = FeatureMatrix.of(new float[][] {{INFINITE, 1}, {INFINITE, 2}, {3, INFINITE}})) {
            final ColumnSurprises surprises = ColumnSurprises.against(rows, 3);
            assertArrayEquals(new double[] {0, INFINITE}, surprises.of(new double[] {INFINITE, INFINITE}));
        }
    }

    @Test
    void driversAreTheHighestSurprisesAboveTheLeast() {
        final double[] surprises = {0.9, 7.2, -3, 3.14, 1};
        assertEquals(List.of(new Driver(1, 7.2), new Driver(3, 3.14), new Driver(4, 1)),
            ColumnSurprises.drivers(surprises, 5, 1));
        assertEquals(List.of(new Driver(1, 7.2)), ColumnSurprises.drivers(surprises, 1, 1));
        assertEquals(List.of(), ColumnSurprises.drivers(surprises, 3, 8));
    }

    @Test
    void driversAreNamedWithTheirNats() {
        final List<String> names = List.of("region", "amount", "the code");
        assertEquals("amount (+7.2), region (+3.1)",
            ColumnSurprises.inWords(ColumnSurprises.drivers(new double[] {3.14, 7.2, 0}, 3, 1), names));
        assertEquals("the code (+∞), amount (+2.5e+09)",
            ColumnSurprises.inWords(ColumnSurprises.drivers(new double[] {0, 2.5e9, INFINITE}, 3, 1), names));
        assertEquals("", ColumnSurprises.inWords(List.of(), names));
    }
}
