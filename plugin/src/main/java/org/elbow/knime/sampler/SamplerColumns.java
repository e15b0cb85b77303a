package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.NumberType;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.AppendedColumns;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.UniqueNames;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

/**
 * The columns of the output: what a row is, then its code if that is wanted, then the model's columns under their own names, or
 * how these change. All follow from the settings and the model's spec.
 */
final class SamplerColumns {

    private final List<DataColumnSpec> columns = new ArrayList<>();

    private final UniqueNames names;

    private final int codes;

    private final int features;

    SamplerColumns(final VaeSamplerParameters parameters, final VaePortObjectSpec model) {
        final List<DataColumnSpec> values = new ArrayList<>();
        // the model's columns keep their names; others give way
        names = new UniqueNames(model.columns().stream().map(FeatureColumn::name).toList());
        for (final FeatureColumn column : model.columns()) {
            if (parameters.m_mode != SamplerMode.JACOBIAN) {
                values.add(column.outputSpec(column.name()));
            } else if (column.kind() != FeatureKind.NOMINAL) {
                values.add(new FeatureColumn(column.name(), column.kind(), NumberType.DOUBLE, column.list(), List.of(),
                    column.shape()).outputSpec(column.name()));
            } else {
                column.categories().forEach(category -> values.add(
                    AppendedColumns.column(names.next(column.name() + " = " + category), DoubleCell.TYPE, List.of())));
            }
        }
        switch (parameters.m_mode) {
            case PRIOR -> { } // samples are alike; their Row IDs number them
            case RECONSTRUCTIONS -> {
                add("Source row", StringCell.TYPE);
                if (parameters.drawsCodes()) {
                    add("Draw", IntCell.TYPE);
                }
            }
            case INTERPOLATIONS -> {
                add("From row", StringCell.TYPE);
                add("To row", StringCell.TYPE);
                add("Position", DoubleCell.TYPE);
            }
            case TRAVERSALS -> {
                addCentre(parameters);
                add("Value", DoubleCell.TYPE);
            }
            case JACOBIAN -> {
                addCentre(parameters);
                add("L1 norm", DoubleCell.TYPE);
                add("L2 norm", DoubleCell.TYPE);
                model.columns().stream().filter(column -> column.kind() == FeatureKind.IMAGE)
                    .forEach(column -> add(column.name() + " (scale)", DoubleCell.TYPE));
            }
        }
        codes = columns.size();
        if (parameters.m_codes) {
            for (int i = 1; i <= model.latent(); i++) {
                add("Code " + i, DoubleCell.TYPE);
            }
        }
        features = columns.size();
        columns.addAll(values);
    }

    private void addCentre(final VaeSamplerParameters parameters) {
        if (parameters.centresAreRows()) {
            add("Source row", StringCell.TYPE);
        }
        add("Dimension", IntCell.TYPE);
    }

    private void add(final String name, final DataType type) {
        columns.add(AppendedColumns.column(names.next(name), type, List.of()));
    }

    /**
     * Whether all columns are known: which categories a nominal column has, each of which gets a derivative, is learned in
     * training.
     */
    static boolean areKnown(final VaeSamplerParameters parameters, final VaePortObjectSpec model) {
        return parameters.m_mode != SamplerMode.JACOBIAN || model.columns().stream()
            .noneMatch(column -> column.kind() == FeatureKind.NOMINAL && column.categories().isEmpty());
    }

    DataTableSpec spec() {
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** How many columns there are. */
    int size() {
        return columns.size();
    }

    /** The index of the first column of codes; that of {@link #features} if there are none. */
    int codes() {
        return codes;
    }

    /** The index of the first column of values. */
    int features() {
        return features;
    }

    /** The columns of values. */
    List<DataColumnSpec> values() {
        return columns.subList(features, columns.size());
    }
}
