package org.elbow.knime.disentangle;

import java.util.List;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeatureKind;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/** Which columns of the table hold factors. */
final class FactorColumns implements FilteredInputTableColumnsProvider {

    @Override
    public int getInputTableIndex() {
        return DisentanglementMetricParameters.TABLE_PORT;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec column) {
        return canBeFactor(column);
    }

    private static boolean canBeFactor(final DataColumnSpec column) {
        final FeatureKind kind = FeatureKind.of(column.getType());
        return kind == FeatureKind.NUMBER || kind == FeatureKind.NOMINAL;
    }

    /**
     * The columns that hold factors.
     *
     * @return in the table's order; may be empty
     * @throws InvalidSettingsException if a selected column lacks, is none that can be a factor, or none is selected
     */
    static List<FeatureColumn> chosen(final DisentanglementMetricParameters parameters, final DataTableSpec table,
        final VaePortObjectSpec model) throws InvalidSettingsException {
        final List<DataColumnSpec> offered = table.stream().filter(FactorColumns::canBeFactor).toList();
        switch (parameters.m_factorSelection) {
            case NONE:
                return List.of();
            case AUTOMATIC:
                final List<String> read = model.columns().stream().map(FeatureColumn::name).toList();
                return FeatureColumns.usable(table).stream().filter(column -> !read.contains(column.name()))
                    .filter(column -> offered.contains(table.getColumnSpec(column.name()))).toList();
            default:
                for (final String lost : parameters.m_factors.getMissingSelected(offered)) {
                    throw new InvalidSettingsException("The table lacks the factor column \"" + lost
                        + "\", or it holds neither numbers nor nominal values. Select the factor columns again.");
                }
                final String[] names = parameters.m_factors.filter(offered);
                if (names.length == 0) {
                    throw new InvalidSettingsException("No factor column is selected. Select at least one, or choose that there "
                        + "are no factors.");
                }
                return FeatureColumns.named(table, names);
        }
    }

    /** Checks that a table has the same factors. */
    static void requireAll(final DataTableSpec table, final List<FeatureColumn> factors) throws InvalidSettingsException {
        for (final FeatureColumn factor : factors) {
            final DataColumnSpec column = table.getColumnSpec(factor.name());
            if (column == null || FeatureKind.of(column.getType()) != factor.kind()) {
                throw new InvalidSettingsException("The table of neighbourhoods lacks the factor column \"" + factor.name()
                    + "\" (" + factor.kind().label() + "). Draw it by the same generator as the table.");
            }
        }
    }
}
