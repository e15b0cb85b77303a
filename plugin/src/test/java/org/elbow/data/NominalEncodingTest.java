package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class NominalEncodingTest {

    private static NominalStatistics statistics(final String... values) {
        final NominalStatistics statistics = new NominalStatistics("colour");
        for (final String value : values) {
            statistics.add(value);
        }
        return statistics;
    }

    @Test
    void theEncodingDoesNotDependOnTheOrderOfTheRows() {
        final NominalEncoding encoding = NominalEncoding.of(statistics("red", "green", "red", "blue"), true);
        assertEquals(List.of("blue", "green", "red"), encoding.categories());
        assertEquals("red", encoding.imputedCategory());
        assertEquals(encoding, NominalEncoding.of(statistics("blue", "red", "red", "green"), true));
        assertEquals("green", NominalEncoding.of(statistics("red", "green"), true).imputedCategory(), "the first of several");
    }

    @Test
    void aValueBecomesOneAndTheOthersZeroAndBack() {
        final NominalEncoding encoding = NominalEncoding.of(statistics("red", "green", "blue"), true);
        final float[] features = {7, 7, 7, 7, 7};
        encoding.encode("green", features, 1);
        assertArrayEquals(new float[] {7, 0, 1, 0, 7}, features);
        assertEquals("green", encoding.decode(features, 1));
        assertEquals("red", encoding.decode(new float[] {0.3f, 0.3f, 0.4f}, 0));
        encoding.encodeMissing(features, 1);
        assertEquals(encoding.imputedCategory(), encoding.decode(features, 1));
    }

    @Test
    void whatIsNotKnownIsNamed() {
        final NominalEncoding encoding = NominalEncoding.of(statistics("red", "green"), false);
        assertFalse(encoding.knows("mauve"));
        assertTrue(encoding.knows("red"));
        final String unknown =
            assertThrows(DataException.class, () -> encoding.encode("mauve", new float[2], 0)).getMessage();
        assertTrue(unknown.contains("\"mauve\"") && unknown.contains("\"colour\"") && unknown.contains("\"green\", \"red\""),
            unknown);
        assertThrows(DataException.class, () -> encoding.encodeMissing(new float[2], 0));
    }

    @Test
    void aConstantColumnHasOneCategory() {
        final NominalEncoding encoding = NominalEncoding.of(statistics("a", "a"), false);
        assertEquals(1, encoding.width());
        assertEquals("a", encoding.decode(new float[] {1}, 0));
    }

    @Test
    void rareAndUnseenValuesShareTheLastFeatureOfTheUnknownClass() {
        final NominalStatistics statistics = statistics("red", "green", "red", "blue", "green", "red", "grey");
        final NominalEncoding encoding = NominalEncoding.withUnknownClass(statistics, true, 2);
        assertEquals(new NominalEncoding("colour", List.of("green", "red"), "red", true), encoding);
        assertEquals(3, encoding.width());
        for (final String value : List.of("blue", "grey", "never seen")) {
            final float[] features = {9, 9, 9, 9};
            encoding.encode(value, features, 1);
            assertArrayEquals(new float[] {9, 0, 0, 1}, features);
            assertEquals(null, encoding.decode(features, 1), "it is no value in particular");
            assertTrue(encoding.encodes(value) && !encoding.knows(value));
        }
        final float[] features = new float[3];
        encoding.encode("green", features, 0);
        assertArrayEquals(new float[] {1, 0, 0}, features);
        assertEquals("colour: other values", new FeatureEncoding(List.of(encoding)).featureName(2));
        assertTrue(assertThrows(DataException.class, () -> NominalEncoding.withUnknownClass(statistics, false, 4)).getMessage()
            .contains("occurs in 4 rows"));
    }

    @Test
    void ofManyValuesTheMostFrequentAreCategories() {
        final NominalStatistics statistics = new NominalStatistics("c", NominalStatistics.MOST_VALUES);
        for (int i = 0; i < 3000; i++) {
            statistics.add("v" + i);
            if (i >= 2000) {
                statistics.add("v" + i);
            }
        }
        final NominalEncoding encoding = NominalEncoding.withUnknownClass(statistics, false, 1);
        assertEquals(NominalStatistics.MOST_CATEGORIES + 1, encoding.width());
        assertTrue(encoding.knows("v2000") && encoding.knows("v2999") && !encoding.knows("v1999"));
        assertThrows(DataException.class, () -> NominalEncoding.of(statistics, false));
    }

    @Test
    void columnsThatCannotBeLearnedFromAreRefused() {
        assertTrue(assertThrows(DataException.class, () -> NominalEncoding.of(statistics(), true)).getMessage()
            .contains("no value"));
        final NominalStatistics identifiers = new NominalStatistics("id");
        final String message = assertThrows(DataException.class, () -> {
            for (int i = 0; i <= NominalStatistics.MOST_CATEGORIES; i++) {
                identifiers.add("row " + i);
            }
        }).getMessage();
        assertTrue(message.contains("\"id\"") && message.contains("identifiers"), message);
        assertThrows(IllegalArgumentException.class, () -> new NominalEncoding("c", List.of("b", "a"), null));
        assertThrows(IllegalArgumentException.class, () -> new NominalEncoding("c", List.of("a", "a"), null));
        assertThrows(IllegalArgumentException.class, () -> new NominalEncoding("c", List.of("a", "b"), "d"));
    }

    @Test
    void itsFeaturesAreNamedByTheirCategory() {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(new NumericEncoding("n", Scaling.NONE, 0, 1, Double.NaN),
            new NominalEncoding("colour", List.of("blue", "red"), null)));
        assertEquals("colour = red", encoding.featureName(2));
        assertEquals(3, encoding.width());
    }
}
