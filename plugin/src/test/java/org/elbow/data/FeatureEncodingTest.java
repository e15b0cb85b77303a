package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class FeatureEncodingTest {

    private static final FeatureEncoding MIXED = new FeatureEncoding(List.of(
        new NumericEncoding("age", Scaling.STANDARDIZE, 40, 10, Double.NaN),
        new VectorEncoding("spectrum", 5, Scaling.NONE, 0, 1), new ImageEncoding("photo", 4, 3, 3),
        new NumericEncoding("height", Scaling.MIN_MAX, 1.5, 0.5, 1.7)));

    private static NumericStatistics statistics(final double... values) {
        final NumericStatistics statistics = new NumericStatistics();
        for (final double value : values) {
            statistics.add(value);
        }
        return statistics;
    }

    @Test
    void columnsLieSideBySide() {
        assertEquals(1 + 5 + 36 + 1, MIXED.width());
        assertEquals(0, MIXED.offset(0));
        assertEquals(1, MIXED.offset(1));
        assertEquals(6, MIXED.offset(2));
        assertEquals(42, MIXED.offset(3));
        assertEquals(2, MIXED.indexOf("photo"));
        assertEquals(-1, MIXED.indexOf("Photo"));
        assertThrows(IndexOutOfBoundsException.class, () -> MIXED.offset(4));
    }

    @Test
    void featuresAreNamedAfterTheirColumns() {
        assertEquals("age", MIXED.featureName(0));
        assertEquals("spectrum[5]", MIXED.featureName(5));
        assertEquals("photo(0, 0)", MIXED.featureName(6));
        assertEquals("photo(1, 2)", MIXED.featureName(6 + (2 * 4 + 1) * 3 + 2));
        assertEquals("height", MIXED.featureName(42));
        assertThrows(IndexOutOfBoundsException.class, () -> MIXED.featureName(43));
        assertThrows(IndexOutOfBoundsException.class, () -> MIXED.featureName(-1));
    }

    @Test
    void aNameIsEncodedOnce() {
        final NumericEncoding a = new NumericEncoding("a", Scaling.NONE, 0, 1, Double.NaN);
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> new FeatureEncoding(List.of(a, new VectorEncoding("a", 2, Scaling.NONE, 0, 1)))).getMessage()
                .contains("\"a\""));
        assertThrows(IllegalArgumentException.class, () -> new FeatureEncoding(List.of()));
    }

    @Test
    void tooManyFeaturesAreRefusedRatherThanMiscounted() {
        final VectorEncoding a = new VectorEncoding("a", Integer.MAX_VALUE, Scaling.NONE, 0, 1);
        final VectorEncoding b = new VectorEncoding("b", 1, Scaling.NONE, 0, 1);
        assertThrows(IllegalArgumentException.class, () -> new FeatureEncoding(List.of(a, b)));
    }

    @Test
    void standardizedValuesHaveMeanZeroAndDeviationOne() {
        final NumericEncoding encoding = NumericEncoding.of("x", Scaling.STANDARDIZE, statistics(1, 2, 3, 4, 5), false);
        final NumericStatistics encoded = statistics(encoding.encode(1), encoding.encode(2), encoding.encode(3),
            encoding.encode(4), encoding.encode(5));
        assertEquals(0, encoded.mean(), 1e-7);
        assertEquals(1, encoded.standardDeviation(), 1e-7);
        assertEquals(4, encoding.decode(encoding.encode(4)), 1e-6);
    }

    @Test
    void minAndMaxBecomeZeroAndOneExactly() {
        final NumericEncoding encoding = NumericEncoding.of("x", Scaling.MIN_MAX, statistics(-0.3, 0.1, 0.7), false);
        assertEquals(0f, encoding.encode(-0.3));
        assertEquals(1f, encoding.encode(0.7));
        assertEquals(0.1, encoding.decode(encoding.encode(0.1)), 1e-7);
    }

    @Test
    void unscaledValuesStayAsTheyAre() {
        final NumericEncoding encoding = NumericEncoding.of("x", Scaling.NONE, statistics(3, 5), false);
        assertEquals(-7.25f, encoding.encode(-7.25));
        assertEquals(-7.25, encoding.decode(-7.25f));
    }

    @Test
    void aConstantColumnBecomesZeros() {
        for (final Scaling scaling : new Scaling[]{Scaling.STANDARDIZE, Scaling.MIN_MAX}) {
            final NumericEncoding encoding = NumericEncoding.of("x", scaling, statistics(3.5, 3.5), false);
            assertEquals(0f, encoding.encode(3.5));
            assertEquals(3.5, encoding.decode(0f));
        }
    }

    @Test
    void aMissingValueBecomesTheMeanOrFails() {
        final NumericEncoding imputing = NumericEncoding.of("x", Scaling.MIN_MAX, statistics(0, 1, 8), true);
        assertTrue(imputing.imputes());
        assertEquals(3f / 8, imputing.encodeMissing());
        final NumericEncoding strict = NumericEncoding.of("x", Scaling.MIN_MAX, statistics(0, 1, 8), false);
        assertFalse(strict.imputes());
        assertTrue(assertThrows(DataException.class, strict::encodeMissing).getMessage().contains("\"x\""));
    }

    @Test
    void valuesThatAreNotFiniteAreRefusedByName() {
        final NumericEncoding number = new NumericEncoding("width", Scaling.NONE, 0, 1, Double.NaN);
        for (final double value : new double[]{Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            final String message = assertThrows(DataException.class, () -> number.encode(value)).getMessage();
            assertTrue(message.contains("\"width\"") && message.contains(Double.toString(value)), message);
        }
        final VectorEncoding vector = new VectorEncoding("v", 2, Scaling.NONE, 0, 1);
        assertThrows(DataException.class, () -> vector.encode(Double.NaN));
    }

    @Test
    void aScaleNeedsValuesThatAreNotTooFarApart() {
        assertThrows(DataException.class, () -> NumericEncoding.of("x", Scaling.MIN_MAX, statistics(), false));
        assertThrows(DataException.class, () -> NumericEncoding.of("x", Scaling.NONE, statistics(), true));
        assertTrue(assertThrows(DataException.class,
            () -> NumericEncoding.of("x", Scaling.MIN_MAX, statistics(-1.7e308, 1.7e308), false)).getMessage()
                .contains("\"x\""));
        assertThrows(DataException.class,
            () -> VectorEncoding.of("x", 3, Scaling.STANDARDIZE, statistics(-1.7e308, 1.7e308)));
    }

    @Test
    void recordsRefuseNumbersOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new NumericEncoding("x", Scaling.MIN_MAX, 0, 0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new NumericEncoding("x", Scaling.MIN_MAX, 0, -1, Double.NaN));
        assertThrows(IllegalArgumentException.class,
            () -> new NumericEncoding("x", Scaling.MIN_MAX, Double.NaN, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class,
            () -> new NumericEncoding("x", Scaling.MIN_MAX, 0, 1, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new NumericEncoding("x", Scaling.NONE, 1, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new VectorEncoding("x", 0, Scaling.NONE, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ImageEncoding("x", 0, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> new ImageEncoding("x", 3, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> new ImageEncoding("x", 1 << 15, 1 << 15, 3));
    }

    @Test
    void everyIntensityOfAnImageSurvives() {
        final ImageEncoding encoding = new ImageEncoding("x", 2, 2, 1);
        for (int intensity = 0; intensity < 256; intensity++) {
            assertEquals(intensity, encoding.decode(encoding.encode(intensity)));
            assertEquals(encoding.encode(intensity), encoding.encode((byte)intensity));
        }
        assertEquals(0f, encoding.encode(0));
        assertEquals(1f, encoding.encode(255));
        assertEquals(255, encoding.decode(1.7f));
        assertEquals(0, encoding.decode(-3f));
        assertEquals(0, encoding.decode(Float.NaN));
    }
}
