package org.elbow.knime.table;

import org.elbow.data.NumberType;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;

/** The kinds of columns that can serve as features. */
public enum FeatureKind {

    /** One number. */
    NUMBER("number"),

    /** A double vector or a list of numbers. */
    VECTOR("vector"),

    /** A PNG image. */
    IMAGE("image"),

    /** One of a few values, such as text. */
    NOMINAL("nominal");

    private final String label;

    FeatureKind(final String label) {
        this.label = label;
    }

    /** @return the kind in words, to be put into a message */
    public String label() {
        return label;
    }

    /**
     * @param type of a column
     * @return the kind of features that such a column gives, or {@code null} if it cannot be used
     */
    public static FeatureKind of(final DataType type) {
        if (type.isCompatible(PNGImageValue.class)) {
            return IMAGE;
        }
        if (type.isCompatible(DoubleVectorValue.class) || isListOfNumbers(type)) {
            return VECTOR;
        }
        if (type.isCompatible(DoubleValue.class)) {
            return NUMBER;
        }
        return type.isCompatible(NominalValue.class) && type.isCompatible(StringValue.class) ? NOMINAL : null;
    }

    /** @return what the numbers of a column of a type are */
    static NumberType numberType(final DataType type) {
        if (type.isCompatible(BooleanValue.class)) {
            return NumberType.BOOLEAN;
        }
        if (type.isCompatible(IntValue.class)) {
            return NumberType.INTEGER;
        }
        return type.isCompatible(LongValue.class) ? NumberType.LONG : NumberType.DOUBLE;
    }

    /** @return whether a column of this type holds lists whose elements are all numbers */
    static boolean isListOfNumbers(final DataType type) {
        return type.isCollectionType() && type.isCompatible(ListDataValue.class)
            && type.getCollectionElementType() != null && type.getCollectionElementType().isCompatible(DoubleValue.class);
    }
}
