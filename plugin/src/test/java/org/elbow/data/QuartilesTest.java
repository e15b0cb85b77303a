package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class QuartilesTest {

    private static Quartiles normal(final int count, final long seed) {
        final Quartiles quartiles = new Quartiles();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            quartiles.add(100 + 15 * random.nextGaussian());
        }
        return quartiles;
    }

    private static NumericStatistics statistics(final double... values) {
        final NumericStatistics statistics = new NumericStatistics(true);
        for (final double value : values) {
            statistics.add(value);
        }
        return statistics;
    }

    @Test
    void fewNumbersHaveExactQuartilesInAnyOrder() {
        final NumericStatistics statistics = statistics(7, 1, 9, 3, 5, 2, 8, 4, 6);
        assertEquals(5, statistics.median());
        assertEquals(4, statistics.interquartileRange(), "from 3 to 7");
        assertEquals(2.5, statistics(1, 2, 3, 4).median());
        assertEquals(1.5, statistics(1, 2, 3, 4).interquartileRange(), "from 1.75 to 3.25");
    }

    @Test
    void manyNumbersHaveTheQuartilesOfTheirDistribution() {
        final int count = 400_000;
        final Quartiles quartiles = normal(count, 1);
        // four standard errors of a sample quantile, sqrt(p (1 - p) / n) / density, and a thousandth of the rows for the sketch
        final double median = 15 * Math.sqrt(2 * Math.PI) * (4 * 0.5 / Math.sqrt(count) + 1e-3);
        assertEquals(100, quartiles.median(), median);
        assertEquals(15 * Affine.NORMAL_IQR, quartiles.interquartileRange(), 3 * median);
    }

    @Test
    void theSameNumbersGiveTheSameQuartiles() {
        assertEquals(normal(100_000, 2).median(), normal(100_000, 2).median());
        assertEquals(normal(100_000, 2).interquartileRange(), normal(100_000, 2).interquartileRange());
    }

    @Test
    void manyEqualNumbersHaveNoInterquartileRange() {
        final Quartiles quartiles = new Quartiles();
        for (int i = 0; i < 50_000; i++) {
            quartiles.add(i % 10 == 0 ? i : 3);
        }
        assertEquals(3, quartiles.median());
        assertEquals(0, quartiles.interquartileRange());
    }

    @Test
    void robustScalingTakesMedianAndInterquartileRange() {
        final NumericEncoding encoding =
            NumericEncoding.of("x", Scaling.ROBUST, statistics(1, 2, 3, 4, 5, 6, 7, 8, 9), false);
        assertEquals(5, encoding.offset());
        assertEquals(4 / 1.3489795003921634, encoding.scale(), 1e-12);
        assertEquals((9 - 5) / (4 / 1.3489795003921634), encoding.encode(9), 1e-6);
        assertEquals(9, encoding.decode(encoding.encode(9)), 1e-6);
    }

    @Test
    void oneExtremeValueChangesStandardisedFeaturesButNotRobustOnes() {
        final double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 1e6};
        assertEquals(4 / 1.3489795003921634, NumericEncoding.of("x", Scaling.ROBUST, statistics(values), false).scale(), 1e-12);
        assertTrue(NumericEncoding.of("x", Scaling.STANDARDIZE, statistics(values), false).scale() > 1e5);
    }

    @Test
    void withoutAnInterquartileRangeTheStandardDeviationIsTaken() {
        final NumericStatistics statistics = statistics(3, 3, 3, 3, 3, 3, 3, 11);
        assertEquals(statistics.standardDeviation(),
            NumericEncoding.of("x", Scaling.ROBUST, statistics, false).scale(), 1e-12);
        assertEquals(1, NumericEncoding.of("x", Scaling.ROBUST, statistics(3, 3), false).scale());
    }

    @Test
    void quartilesThatWereNotAskedForAreNotGuessed() {
        assertThrows(IllegalStateException.class, () -> new NumericStatistics().median());
    }

    @Test
    void missingBooleansAreImputedByTheMoreFrequentOne() {
        assertEquals(1, NumericEncoding.of("b", Scaling.NONE, statistics(0, 1, 1), true, NumberType.BOOLEAN).imputedValue());
        assertEquals(2 / 3., NumericEncoding.of("n", Scaling.NONE, statistics(0, 1, 1), true).imputedValue(), 1e-12);
    }
}
