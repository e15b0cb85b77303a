package org.elbow.offline.headless;

import java.util.StringJoiner;

import org.elbow.offline.ui.Json;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;

/** Writes cells as text from which their values can be read back without loss. */
final class CellText {

    private CellText() {
    }

    /**
     * @param cell a cell that is neither missing nor an image
     * @return numbers in the shortest form that reads back as the same number, vectors and lists as JSON arrays
     */
    static String of(final DataCell cell) {
        // narrow types first: KNIME's yes-or-no cells are also whole numbers, and those are also doubles
        if (cell instanceof BooleanValue value) {
            return Boolean.toString(value.getBooleanValue());
        }
        if (cell instanceof IntValue value) {
            return Integer.toString(value.getIntValue());
        }
        if (cell instanceof LongValue value) {
            return Long.toString(value.getLongValue());
        }
        if (cell instanceof DoubleValue value) {
            return Double.toString(value.getDoubleValue());
        }
        if (cell instanceof StringValue value) {
            return value.getStringValue();
        }
        if (cell instanceof DoubleVectorValue vector) {
            final var array = new StringJoiner(",", "[", "]");
            for (int i = 0; i < vector.getLength(); i++) {
                array.add(number(vector.getValue(i)));
            }
            return array.toString();
        }
        if (cell instanceof CollectionDataValue list) {
            final var array = new StringJoiner(",", "[", "]");
            list.forEach(element -> array.add(element(element)));
            return array.toString();
        }
        return cell.toString();
    }

    private static String element(final DataCell cell) {
        if (cell.isMissing()) {
            return "null";
        }
        if (cell instanceof CollectionDataValue || cell instanceof DoubleVectorValue || cell instanceof BooleanValue
            || cell instanceof LongValue) {
            return of(cell);
        }
        return cell instanceof DoubleValue value ? number(value.getDoubleValue()) : Json.write(of(cell));
    }

    private static String number(final double value) {
        return Double.isFinite(value) ? Double.toString(value) : Json.write(Double.toString(value));
    }
}
