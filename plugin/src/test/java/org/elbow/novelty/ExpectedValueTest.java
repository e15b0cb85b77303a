package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.junit.jupiter.api.Test;

class ExpectedValueTest {

    private static NumericEncoding number(final NumberType type) {
        return new NumericEncoding("amount", Scaling.STANDARDIZE, 60, 20, Double.NaN, type);
    }

    private static String inWords(final ColumnEncoding column, final float... features) {
        return ExpectedValue.inWords(column, features, 0).orElse("");
    }

    private static float[] settled(final ColumnEncoding column, final float... features) {
        ExpectedValue.settle(column, features);
        return features;
    }

    @Test
    void numbersAreInTheirColumnsUnitWithAtMostFourDigits() {
        assertEquals("61.60", inWords(number(NumberType.DOUBLE), 0.08f));
        assertEquals("-40", inWords(number(NumberType.DOUBLE), -5f));
        assertEquals("2000000", inWords(number(NumberType.DOUBLE), 1e5f));
        assertEquals("2.000e+11", inWords(number(NumberType.DOUBLE), 1e10f));
        assertEquals("0", inWords(number(NumberType.DOUBLE), -3f));
        assertEquals("62", inWords(number(NumberType.INTEGER), 0.08f));
        assertEquals("true", inWords(new NumericEncoding("gift", Scaling.NONE, 0, 1, Double.NaN, NumberType.BOOLEAN), 0.7f));
        assertEquals("", inWords(number(NumberType.DOUBLE), Float.NaN));
    }

    @Test
    void nominalValuesAreNamedUnlessTheyAreUnknownOnes() {
        final NominalEncoding region = new NominalEncoding("region", List.of("North", "South"), null, true);
        assertEquals(Optional.of("\"South\""), ExpectedValue.inWords(region, new float[] {9, 0.1f, 0.7f, 0.2f}, 1));
        assertEquals("", inWords(region, 0.1f, 0.2f, 0.7f));
        assertEquals("", inWords(new VectorEncoding("v", 1, Scaling.NONE, 0, 1), 1));
        assertEquals("", inWords(new ImageEncoding("i", 1, 1, 1), 1));
    }

    @Test
    void valuesAreSuchAsTheColumnCanHold() {
        final NominalEncoding nominal = new NominalEncoding("n", List.of("a", "b", "c"), null);
        assertArrayEquals(new float[] {0, 1, 0}, settled(nominal, 0.3f, 0.4f, 0.3f));
        assertArrayEquals(new float[] {0.1f}, settled(number(NumberType.INTEGER), 0.08f), 1e-6f, "62 instead of 61.6");
        assertArrayEquals(new float[] {0.08f}, settled(number(NumberType.DOUBLE), 0.08f));
        assertArrayEquals(new float[] {Float.NaN}, settled(number(NumberType.LONG), Float.NaN));
        assertArrayEquals(new float[] {0.2f, 0.8f}, settled(new VectorEncoding("v", 2, Scaling.NONE, 0, 1), 0.2f, 0.8f));
    }
}
