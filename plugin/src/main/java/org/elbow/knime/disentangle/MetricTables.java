package org.elbow.knime.disentangle;

import java.util.List;

import org.elbow.disentangle.DisentanglementScores;
import org.elbow.disentangle.MutualInformation;
import org.elbow.knime.table.FeatureColumn;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The tables that the node puts out. */
final class MetricTables {

    private static final DataTableSpec SCORES =
        new DataTableSpec(new String[]{"Score", "Value", "Range", "Meaning", "Defined in", "Note"},
            new DataType[]{StringCell.TYPE, DoubleCell.TYPE, StringCell.TYPE, StringCell.TYPE, StringCell.TYPE, StringCell.TYPE});

    private MetricTables() {
    }

    static DataTableSpec scoresSpec() {
        return SCORES;
    }

    /** A column for each factor. */
    static DataTableSpec informationSpec(final List<FeatureColumn> factors) {
        return new DataTableSpec(factors.stream()
            .map(factor -> new DataColumnSpecCreator(factor.name(), DoubleCell.TYPE).createSpec())
            .toArray(DataColumnSpec[]::new));
    }

    /**
     * A row for each score that was computed; a value that could not be is missing, and the note says why. Below them a row
     * for each of the models that were compared.
     */
    static BufferedDataTable scores(final ExecutionContext exec, final DisentanglementScores.Result result,
        final ComparedModels compared) {
        final BufferedDataContainer container = exec.createDataContainer(SCORES);
        result.values().forEach((score, value) -> {
            final String note = result.notes().get(score);
            container.addRowToTable(new DefaultRow(score.title(), new StringCell(score.title()),
                Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value), new StringCell(score.range()),
                new StringCell(score.meaning()), new StringCell(score.source()),
                note == null ? DataType.getMissingCell() : new StringCell(note)));
        });
        for (int model = 0; model < compared.ranks().size(); model++) {
            final String title = compared.title(model);
            container.addRowToTable(new DefaultRow(title, new StringCell(title),
                new DoubleCell(compared.ranks().get(model).score()), new StringCell("0 to 1, higher is better"),
                new StringCell("Other models trained on the same data find the same codes, but for order, sign and scale"),
                new StringCell("Duan et al. 2020, section 4"), new StringCell(compared.note(model))));
        }
        container.close();
        return container.getTable();
    }

    /** A row for each code; it tells nothing of a factor that does not vary. Empty without factors. */
    static BufferedDataTable information(final ExecutionContext exec, final DisentanglementScores.Result result,
        final List<FeatureColumn> factors) {
        final BufferedDataContainer container = exec.createDataContainer(informationSpec(factors));
        final MutualInformation information = result.information();
        for (int code = 0; information != null && code < information.nats().length; code++) {
            final DataCell[] cells = new DataCell[factors.size()];
            for (int f = 0; f < cells.length; f++) {
                final int varying = result.factors().indexOf(factors.get(f).name());
                cells[f] = new DoubleCell(varying < 0 ? 0 : information.nats()[code][varying]);
            }
            container.addRowToTable(new DefaultRow("Code " + (code + 1), cells));
        }
        container.close();
        return container.getTable();
    }
}
