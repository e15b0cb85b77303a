package org.knime.node.parameters.widget.choices.util;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.node.parameters.NodeParametersInput;

/** Finds columns that suit a parameter. */
public final class ColumnSelectionUtil {

    private ColumnSelectionUtil() {
    }

    /**
     * @param input what is known of the node's surroundings
     * @param portIndex an input table port, from 0
     * @return all columns, none if the port is not connected
     */
    public static List<DataColumnSpec> getAllColumns(final NodeParametersInput input, final int portIndex) {
        return input.getInTableSpec(portIndex).stream().flatMap(DataTableSpec::stream).toList();
    }

    /**
     * @param input what is known of the node's surroundings
     * @return all columns of the first input table, none if it is not connected
     */
    public static List<DataColumnSpec> getAllColumnsOfFirstPort(final NodeParametersInput input) {
        return getAllColumns(input, 0);
    }

    /**
     * @param input what is known of the node's surroundings
     * @param portIndex an input table port, from 0
     * @param valueClasses values
     * @return the columns that are compatible with at least one of the values
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final NodeParametersInput input, final int portIndex,
        final Class<? extends DataValue>... valueClasses) {
        return input.getInTableSpec(portIndex).map(spec -> getCompatibleColumns(spec, valueClasses)).orElse(List.of());
    }

    /**
     * @param input what is known of the node's surroundings
     * @param valueClasses values
     * @return the columns of the first input table that are compatible with at least one of the values
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumnsOfFirstPort(final NodeParametersInput input,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(input, 0, valueClasses);
    }

    /**
     * @param input what is known of the node's surroundings
     * @param portIndex an input table port, from 0
     * @param valueClasses values
     * @return the first column that is compatible with at least one of the values
     */
    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final NodeParametersInput input,
        final int portIndex, final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(input, portIndex, valueClasses).stream().findFirst();
    }

    /**
     * @param input what is known of the node's surroundings
     * @param valueClasses values
     * @return the first column of the first input table that is compatible with at least one of the values
     */
    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumnOfFirstPort(final NodeParametersInput input,
        final Class<? extends DataValue>... valueClasses) {
        return getFirstCompatibleColumn(input, 0, valueClasses);
    }

    /**
     * @param spec a table
     * @param valueClasses values
     * @return the columns that are compatible with at least one of the values
     */
    @SafeVarargs
    public static List<DataColumnSpec> getCompatibleColumns(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return spec.stream()
            .filter(column -> Stream.of(valueClasses).anyMatch(value -> column.getType().isCompatible(value))).toList();
    }

    /**
     * @param spec a table
     * @param valueClasses values
     * @return the first column that is compatible with at least one of the values
     */
    @SafeVarargs
    public static Optional<DataColumnSpec> getFirstCompatibleColumn(final DataTableSpec spec,
        final Class<? extends DataValue>... valueClasses) {
        return getCompatibleColumns(spec, valueClasses).stream().findFirst();
    }

    /**
     * @param spec a table
     * @return its columns of strings
     */
    public static List<DataColumnSpec> getStringColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, StringValue.class);
    }

    /**
     * @param spec a table
     * @return its columns of numbers
     */
    public static List<DataColumnSpec> getDoubleColumns(final DataTableSpec spec) {
        return getCompatibleColumns(spec, DoubleValue.class);
    }

    /**
     * @param input what is known of the node's surroundings
     * @return the columns of strings of the first input table
     */
    public static List<DataColumnSpec> getStringColumnsOfFirstPort(final NodeParametersInput input) {
        return getCompatibleColumnsOfFirstPort(input, StringValue.class);
    }

    /**
     * @param input what is known of the node's surroundings
     * @return the columns of numbers of the first input table
     */
    public static List<DataColumnSpec> getDoubleColumnsOfFirstPort(final NodeParametersInput input) {
        return getCompatibleColumnsOfFirstPort(input, DoubleValue.class);
    }
}
