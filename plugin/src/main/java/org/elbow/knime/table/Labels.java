package org.elbow.knime.table;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;

/** Labels that a user names, and the cells that hold them. */
public final class Labels {

    private final Set<String> names;

    private Labels(final Set<String> names) {
        this.names = names;
    }

    /**
     * @param text labels with commas between them
     * @return the labels, without the spaces around them
     */
    public static Labels of(final String text) {
        return new Labels(Arrays.stream(text.split(",")).map(String::strip).filter(label -> !label.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
    }

    /** @return whether none is named */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * @param cell not missing
     * @return whether it holds one of the labels; a number does if it is equal to a label, so that "1" also means 1.0
     */
    public boolean contain(final DataCell cell) {
        return names.contains(cell.toString().strip()) || cell instanceof DoubleValue number
            && names.stream().anyMatch(name -> equalsNumber(name, number.getDoubleValue()));
    }

    private static boolean equalsNumber(final String text, final double number) {
        try {
            return Double.parseDouble(text) == number;
        } catch (final NumberFormatException notANumber) {
            return false;
        }
    }

    /** @return the labels in quotation marks with "or" between them, for a message */
    @Override
    public String toString() {
        return names.stream().sorted().map(name -> "\"" + name + "\"").collect(Collectors.joining(" or "));
    }
}
