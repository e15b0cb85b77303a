package org.elbow.knime.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.elbow.data.OrderColumn;
import org.elbow.data.OrderIrregularity;
import org.elbow.data.OrderSample;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.RowsBelow;
import org.elbow.nn.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.BooleanCell.BooleanCellFactory;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** Generated orders as rows of a table. */
final class OrderRows {

    private static final int REPORT_EVERY = 1024;

    /** The column that tells what is wrong with a row. */
    static final String IRREGULARITY = "irregularity";

    /** The column that tells where. */
    static final String CHANGED_COLUMNS = "changed columns";

    private final OrderTableGeneratorParameters parameters;

    private final DataTableSpec spec;

    /**
     * @param parameters what to draw
     * @throws InvalidSettingsException if a setting is out of range
     */
    OrderRows(final OrderTableGeneratorParameters parameters) throws InvalidSettingsException {
        this.parameters = parameters;
        parameters.validate();
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final OrderColumn column : OrderColumn.values()) {
            columns.add(AppendedColumns.column(column.title(), type(column.kind()), column.categories()));
        }
        if (parameters.m_truthColumns) {
            columns.add(AppendedColumns.column(IRREGULARITY, StringCell.TYPE,
                Arrays.stream(OrderIrregularity.values()).map(OrderRows::name).toList()));
            columns.add(AppendedColumns.column(CHANGED_COLUMNS, StringCell.TYPE, List.of()));
        }
        spec = new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataType type(final OrderColumn.Kind kind) {
        return switch (kind) {
            case DOUBLE -> DoubleCell.TYPE;
            case INTEGER -> IntCell.TYPE;
            case LONG -> LongCell.TYPE;
            case BOOLEAN -> BooleanCell.TYPE;
            case NOMINAL -> StringCell.TYPE;
        };
    }

    private static String name(final OrderIrregularity irregularity) {
        return irregularity.name().toLowerCase(Locale.ROOT);
    }

    /** @return the columns of the rows drawn */
    DataTableSpec spec() {
        return spec;
    }

    /**
     * Draws the rows.
     *
     * @param output takes them
     * @param progress hears how many were drawn
     */
    void draw(final RowsBelow output, final Progress progress) {
        final OrderSample sample = new OrderSample(parameters.options());
        for (int count = 0; sample.next(); count++) {
            if (count % REPORT_EVERY == 0) {
                progress.update((double)count / parameters.m_rows, "Drawing order " + (count + 1) + " of " + parameters.m_rows);
            }
            final List<DataCell> row = new ArrayList<>(spec.getNumColumns());
            for (final OrderColumn column : OrderColumn.values()) {
                row.add(cell(column, sample.value(column)));
            }
            if (parameters.m_truthColumns) {
                row.add(new StringCell(name(sample.irregularity())));
                row.add(sample.changed().isEmpty() ? DataType.getMissingCell() : new StringCell(
                    sample.changed().stream().map(OrderColumn::title).collect(Collectors.joining(", "))));
            }
            output.add(row.toArray(DataCell[]::new));
        }
    }

    private static DataCell cell(final OrderColumn column, final double value) {
        if (Double.isNaN(value)) {
            return DataType.getMissingCell();
        }
        return switch (column.kind()) {
            case DOUBLE -> new DoubleCell(value);
            case INTEGER -> new IntCell((int)value);
            case LONG -> new LongCell((long)value);
            case BOOLEAN -> BooleanCellFactory.create(value == 1);
            case NOMINAL -> new StringCell(column.categories().get((int)value));
        };
    }
}
