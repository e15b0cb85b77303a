package org.elbow.novelty;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;

/** The value that a model expects in a column, such as one of {@link RepairedColumns}. */
public final class ExpectedValue {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private ExpectedValue() {
    }

    /** Replaces a column's features, if they are finite, by those of the nearest value that the column can hold. */
    static void settle(final ColumnEncoding column, final float[] features) {
        if (column instanceof NominalEncoding) {
            int best = 0;
            for (int i = 1; i < features.length; i++) {
                best = features[i] > features[best] ? i : best;
            }
            Arrays.fill(features, 0);
            features[best] = 1;
        } else if (column instanceof NumericEncoding numeric && numeric.type() != NumberType.DOUBLE
            && Float.isFinite(features[0]) && numeric.holds(numeric.decode(features[0]))) {
            features[0] = numeric.encode(numeric.decode(features[0]));
        }
    }

    /**
     * A value in its column's own unit.
     *
     * @param column how it was encoded
     * @param features of a row; not changed
     * @param offset of the column's first feature
     * @return such as "61.60" or "true", "North" with quotation marks; empty for vectors, images and numbers that are not
     *         finite, and where the value is one of those that the model does not tell from each other
     */
    public static Optional<String> inWords(final ColumnEncoding column, final float[] features, final int offset) {
        if (column instanceof NominalEncoding nominal) {
            return Optional.ofNullable(nominal.decode(features, offset)).map(value -> "\"" + value + "\"");
        }
        if (column instanceof NumericEncoding numeric && Double.isFinite(numeric.decode(features[offset]))) {
            return Optional.of(inWords(numeric.decode(features[offset]), numeric.type()));
        }
        return Optional.empty();
    }

    private static String inWords(final double value, final NumberType type) {
        return switch (type) {
            case BOOLEAN -> String.valueOf(value > 0);
            case INTEGER, LONG -> String.valueOf((long)value);
            case DOUBLE -> Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9
                ? new BigDecimal(value).round(FOUR_DIGITS).toPlainString()
                : value == 0 ? "0" : String.format(Locale.ROOT, "%.3e", value);
        };
    }
}
