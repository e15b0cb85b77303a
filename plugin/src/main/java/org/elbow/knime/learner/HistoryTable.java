package org.elbow.knime.learner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.vae.EpochRecord;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The course of training as a table, one row per epoch. */
final class HistoryTable {

    private static final DataTableSpec SPEC = createSpec();

    private HistoryTable() {
    }

    static DataTableSpec spec() {
        return SPEC;
    }

    private static DataTableSpec createSpec() {
        final DataTableSpecCreator spec = new DataTableSpecCreator();
        spec.addColumns(new DataColumnSpecCreator("Epoch", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("Steps", LongCell.TYPE).createSpec());
        for (final String name : List.of("β", "Training loss", "Training reconstruction", "Training KL", "Validation loss",
            "Validation reconstruction", "Validation KL", "Training penalty", "Mean step size", "√β₀")) {
            spec.addColumns(new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec());
        }
        return spec.createSpec();
    }

    static BufferedDataTable create(final ExecutionContext exec, final List<EpochRecord> history) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        for (final EpochRecord epoch : history) {
            container.addRowToTable(new DefaultRow("Epoch " + epoch.epoch(), new IntCell(epoch.epoch()),
                new LongCell(epoch.steps()), number(epoch.beta()), number(epoch.trainingLoss()),
                number(epoch.trainingReconstruction()), number(epoch.trainingKl()), number(epoch.validationLoss()),
                number(epoch.validationReconstruction()), number(epoch.validationKl()), number(epoch.trainingPenalty()),
                mean(epoch.learned().get(HamiltonianBound.STEP_SIZES)),
                mean(epoch.learned().get(HamiltonianBound.SQRT_BETA0))));
        }
        container.close();
        return container.getTable();
    }

    private static DataCell number(final double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
    }

    private static DataCell mean(final float[] values) {
        if (values == null) {
            return DataType.getMissingCell();
        }
        double sum = 0;
        for (final float value : values) {
            sum += value;
        }
        return number(sum / values.length);
    }

    /** What the view of the training curves is given: a list for each column, with null for missing values. */
    static Map<String, List<Double>> viewData(final BufferedDataTable table) {
        final String[] names = {"epoch", "steps", "beta", "trainingLoss", "trainingReconstruction", "trainingKl",
            "validationLoss", "validationReconstruction", "validationKl", "trainingPenalty", "stepSize", "sqrtBeta0"};
        final Map<String, List<Double>> data = new LinkedHashMap<>();
        for (final String name : names) {
            data.put(name, new ArrayList<>());
        }
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                for (int c = 0; c < names.length; c++) {
                    final DataCell cell = row.getCell(c);
                    data.get(names[c]).add(cell.isMissing() ? null : ((DoubleValue)cell).getDoubleValue());
                }
            }
        }
        return data;
    }
}
