package org.elbow.knime.influence;

import java.util.List;

import org.elbow.influence.InfluenceRanking;
import org.elbow.influence.InfluenceRanking.Ranked;
import org.elbow.nn.Progress;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The proponents and opponents of each test row, a row for each. */
final class RankingTable {

    static final String PROPONENT = "proponent";

    static final String OPPONENT = "opponent";

    private static final DataTableSpec SPEC = new DataTableSpec(
        new String[] {"Test row", "Sign", "Rank", "Training row", "Influence"},
        new DataType[] {StringCell.TYPE, StringCell.TYPE, IntCell.TYPE, StringCell.TYPE, DoubleCell.TYPE});

    private final BufferedDataContainer container;

    private long rows;

    private RankingTable(final ExecutionContext exec) {
        container = exec.createDataContainer(SPEC);
    }

    static DataTableSpec spec() {
        return SPEC;
    }

    static BufferedDataTable empty(final ExecutionContext exec) {
        return new RankingTable(exec).close();
    }

    /**
     * @param exec of the node
     * @param ranking of the test rows
     * @param testKeys the keys of the test rows
     * @param trainingKeys the keys of the ranked training rows
     * @param progress hears how far the work has come
     */
    static BufferedDataTable create(final ExecutionContext exec, final InfluenceRanking ranking, final List<String> testKeys,
        final List<String> trainingKeys, final Progress progress) {
        final RankingTable table = new RankingTable(exec);
        for (int row = 0; row < ranking.rows(); row++) {
            progress.update((double)row / ranking.rows(), null);
            table.add(testKeys.get(row), PROPONENT, ranking.proponents(row), trainingKeys);
            table.add(testKeys.get(row), OPPONENT, ranking.opponents(row), trainingKeys);
        }
        return table.close();
    }

    private void add(final String testKey, final String sign, final List<Ranked> ranked, final List<String> trainingKeys) {
        int rank = 1;
        for (final Ranked found : ranked) {
            container.addRowToTable(new DefaultRow("Row" + rows++, new StringCell(testKey), new StringCell(sign),
                new IntCell(rank++), new StringCell(trainingKeys.get(found.row())), new DoubleCell(found.influence())));
        }
    }

    private BufferedDataTable close() {
        container.close();
        return container.getTable();
    }
}
