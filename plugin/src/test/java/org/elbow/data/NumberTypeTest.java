package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NumberTypeTest {

    @Test
    void wholeNumbersAreTheNearestWithinTheirRange() {
        assertEquals(3, NumberType.INTEGER.nearest(2.6));
        assertEquals(-3, NumberType.LONG.nearest(-2.6));
        assertEquals(Integer.MAX_VALUE, NumberType.INTEGER.nearest(1e12));
        assertEquals(1e12, NumberType.LONG.nearest(1e12));
        assertEquals(Long.MIN_VALUE, NumberType.LONG.nearest(-1e30));
        assertEquals(2.6, NumberType.DOUBLE.nearest(2.6));
    }

    @Test
    void aBooleanIsTrueFromOneHalfOn() {
        assertEquals(1, NumberType.BOOLEAN.nearest(0.5));
        assertEquals(0, NumberType.BOOLEAN.nearest(0.499));
        assertEquals(1, NumberType.BOOLEAN.nearest(7));
    }

    @Test
    void noNumberStaysNone() {
        for (final NumberType type : NumberType.values()) {
            assertTrue(Double.isNaN(type.nearest(Double.NaN)));
        }
    }

    @Test
    void decodedNumbersAreInTheColumnsUnitAndOfItsType() {
        final NumericEncoding age = new NumericEncoding("age", Scaling.STANDARDIZE, 40, 10, Double.NaN, NumberType.INTEGER);
        assertEquals(44, age.decode(0.37f));
        assertEquals(43.7, age.withType(NumberType.DOUBLE).decode(0.37f), 1e-6);
    }

    @Test
    void doubleVectorsHaveDoubleElements() {
        assertThrows(IllegalArgumentException.class,
            () -> new VectorEncoding("v", 2, Scaling.NONE, 0, 1, false, NumberType.INTEGER));
    }
}
