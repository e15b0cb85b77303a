package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableFingerprintTest {

    private static final List<String> KEYS = List.of("Row0", "Row1", "Row2");

    private final FeatureMatrix rows = FeatureMatrix.of(new float[][]{{1, 2}, {3, 4}, {5, 6}});

    private final TableFingerprint fingerprint = TableFingerprint.of(KEYS, rows);

    @AfterEach
    void close() {
        rows.close();
    }

    private String difference(final List<String> keys, final float[]... values) {
        try (FeatureMatrix other = FeatureMatrix.of(values)) {
            return fingerprint.difference(keys, other).orElse("none");
        }
    }

    @Test
    void theSameTableDoesNotDiffer() {
        assertEquals("none", difference(KEYS, new float[]{1, 2}, new float[]{3, 4}, new float[]{5, 6}));
    }

    @Test
    void theFirstRowWithOtherValuesIsNamed() {
        assertEquals("Row \"Row1\" (number 2) holds other values than in training.",
            difference(KEYS, new float[]{1, 2}, new float[]{3, 4.5f}, new float[]{5.5f, 6}));
    }

    @Test
    void theFirstRowWithAnotherKeyIsNamed() {
        assertEquals("Row \"RowX\" (number 2) has another key than the row in its place in training.",
            difference(List.of("Row0", "RowX", "Row2"), new float[]{1, 2}, new float[]{3, 4}, new float[]{5, 6}));
    }

    @Test
    void anotherOrderIsToldApartFromOtherRows() {
        assertEquals("It has the same row keys in another order; row \"Row2\" (number 2) has another key than the row in its "
            + "place in training.",
            difference(List.of("Row0", "Row2", "Row1"), new float[]{1, 2}, new float[]{5, 6}, new float[]{3, 4}));
    }

    @Test
    void anotherNumberOfRowsIsNamedWithWhereTheTablesPart() {
        assertEquals("It has 2 rows that can be used instead of 3; the rows are the same up to its end, and those that followed "
            + "are missing.", difference(List.of("Row0", "Row1"), new float[]{1, 2}, new float[]{3, 4}));
        assertEquals("It has 4 rows that can be used instead of 3; row \"Row3\" (number 4) is the first that was not there.",
            difference(List.of("Row0", "Row1", "Row2", "Row3"), new float[]{1, 2}, new float[]{3, 4}, new float[]{5, 6},
                new float[]{7, 8}));
        assertEquals("It has 2 rows that can be used instead of 3; row \"Row2\" (number 2) has another key than the row in its "
            + "place in training.", difference(List.of("Row0", "Row2"), new float[]{1, 2}, new float[]{5, 6}));
    }

    @Test
    void keysThatDifferByPlaceOrCaseHaveOtherHashes() {
        assertNotEquals(TableFingerprint.keyHash("Row12"), TableFingerprint.keyHash("Row21"));
        assertNotEquals(TableFingerprint.keyHash("row"), TableFingerprint.keyHash("Row"));
        assertNotEquals(TableFingerprint.keyHash("Aa"), TableFingerprint.keyHash("BB")); // equal as String.hashCode
    }

    @Test
    void bytesGiveTheSameFingerprintBack() {
        final byte[] bytes = fingerprint.toBytes();
        assertEquals(3 * TableFingerprint.BYTES_PER_ROW, bytes.length);
        final TableFingerprint read = TableFingerprint.fromBytes(bytes);
        assertEquals(Optional.empty(), read.difference(KEYS, rows));
        assertArrayEquals(bytes, read.toBytes());
        assertThrows(DataException.class, () -> TableFingerprint.fromBytes(new byte[7]));
    }

    @Test
    void keysAndRowsHaveToBeAsMany() {
        assertThrows(IllegalArgumentException.class, () -> TableFingerprint.of(List.of("one"), rows));
    }
}
