package org.elbow.knime.table;

import java.util.List;
import java.util.Objects;

import org.elbow.data.NumberType;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;

/**
 * A column that gives features, with what is known about how its values come out of a model again.
 *
 * @param name of the column
 * @param kind of its features
 * @param number the type of its numbers, or of the elements of its lists; {@link NumberType#DOUBLE} for others
 * @param list whether its vectors are lists of numbers; otherwise they are double vectors
 * @param categories that a nominal column can come out with, in ascending order; empty if not known, as before training
 * @param shape of its features in a row, [length] of a vector, [height, width, channels] of an image; empty if not known
 */
public record FeatureColumn(String name, FeatureKind kind, NumberType number, boolean list, List<String> categories,
    List<Integer> shape) {

    /** @throws NullPointerException if a component is null */
    public FeatureColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(number, "number");
        categories = List.copyOf(categories);
        shape = List.copyOf(shape);
    }

    /** A column of which nothing else is known: numbers are double, vectors are double vectors. */
    public FeatureColumn(final String name, final FeatureKind kind) {
        this(name, kind, NumberType.DOUBLE, false, List.of(), List.of());
    }

    /**
     * @param column of a table
     * @return what the column's type tells, without categories and shape; {@code null} if it cannot be used
     */
    static FeatureColumn of(final DataColumnSpec column) {
        final DataType type = column.getType();
        final FeatureKind kind = FeatureKind.of(type);
        if (kind == null) {
            return null;
        }
        final boolean list = kind == FeatureKind.VECTOR && FeatureKind.isListOfNumbers(type);
        final NumberType number = list ? FeatureKind.numberType(type.getCollectionElementType())
            : kind == FeatureKind.NUMBER ? FeatureKind.numberType(type) : NumberType.DOUBLE;
        return new FeatureColumn(column.getName(), kind, number, list, List.of(), List.of());
    }

    /** @return whether another column has the same name and kind, so that the same features can be made of it */
    public boolean isLike(final FeatureColumn other) {
        return name.equals(other.name) && kind == other.kind;
    }

    /** @return the type of the column's values as they come out of a model */
    public DataType type() {
        return switch (kind) {
            case NUMBER -> cellType(number);
            case NOMINAL -> StringCell.TYPE;
            case IMAGE -> PNGImageCellFactory.TYPE;
            case VECTOR -> list ? ListCell.getCollectionType(cellType(number)) : DoubleVectorCellFactory.TYPE;
        };
    }

    private static DataType cellType(final NumberType number) {
        return switch (number) {
            case DOUBLE -> DoubleCell.TYPE;
            case INTEGER -> IntCell.TYPE;
            case LONG -> LongCell.TYPE;
            case BOOLEAN -> BooleanCell.TYPE;
        };
    }

    /**
     * The column as it comes out of a model, for instance "age (reconstructed)" or a column of samples.
     *
     * @param as its name in the output
     * @return its spec, with the categories as possible values where they are known
     */
    public DataColumnSpec outputSpec(final String as) {
        return AppendedColumns.column(as, type(), categories);
    }
}
