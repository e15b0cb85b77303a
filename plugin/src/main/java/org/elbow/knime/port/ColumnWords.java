package org.elbow.knime.port;

import java.util.stream.Collectors;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;

/** How a model encodes a column, in words. */
final class ColumnWords {

    private static final int SHOWN_CATEGORIES = 20;

    private ColumnWords() {
    }

    /** What the column holds and what becomes of it, such as "number, standardised: mean 3, deviation 1.5". */
    static String describe(final ColumnEncoding column) {
        if (column instanceof ImageEncoding image) {
            return "image, " + image.imageWidth() + " × " + image.imageHeight() + " pixels, "
                + (image.channels() == 1 ? "grey" : "colour")
                + (image.adapted() ? "; others are resized" + (image.channels() == 1 ? " and turned grey" : "") : "");
        }
        if (column instanceof VectorEncoding vector) {
            return (vector.list() ? "list of " + inWords(vector.type()) + "s" : "vector") + " of length " + vector.length() + ", "
                + scaling(vector.scaling(), vector.offset(), vector.scale());
        }
        if (column instanceof NominalEncoding nominal) {
            return "nominal, " + nominal.categories().size() + " values: "
                + nominal.categories().stream().limit(SHOWN_CATEGORIES).collect(Collectors.joining(", "))
                + (nominal.categories().size() > SHOWN_CATEGORIES ? ", …" : "")
                + (nominal.unknownClass() ? "; all other values have a class in common" : "")
                + (nominal.imputes() ? "; missing values replaced by " + nominal.imputedCategory() : "");
        }
        final NumericEncoding numeric = (NumericEncoding)column;
        return inWords(numeric.type()) + ", " + scaling(numeric.scaling(), numeric.offset(), numeric.scale())
            + (numeric.imputes() ? ", missing values replaced by " + ModelSummary.number(numeric.imputedValue()) : "");
    }

    private static String inWords(final NumberType type) {
        return switch (type) {
            case DOUBLE -> "number";
            case INTEGER -> "integer";
            case LONG -> "long integer";
            case BOOLEAN -> "Boolean";
        };
    }

    private static String scaling(final Scaling scaling, final double offset, final double scale) {
        return switch (scaling) {
            case NONE -> "not scaled";
            case STANDARDIZE -> "standardised: mean " + ModelSummary.number(offset) + ", deviation " + ModelSummary.number(scale);
            case ROBUST -> "robust: median " + ModelSummary.number(offset) + ", deviation by the interquartile range " + ModelSummary.number(scale);
            case MIN_MAX -> "from " + ModelSummary.number(offset) + " … " + ModelSummary.number(offset + scale) + " to 0 … 1";
        };
    }
}
