package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.elbow.data.NominalEncoding;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.port.ModelSummary;
import org.elbow.knime.port.VaePortObject;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.OfflineTables;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec.Group;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Models of strings, alone and beside other columns. */
class NominalColumnsTest extends LearningTest {

    @Test
    void nominalColumnsAreLearnedBesideNumbersOnlyIfTheyAreSwitchedOn() throws Exception {
        final BufferedDataTable table = fruit(120);
        assertEquals(List.of("weight", "stone"), columns(learn(table)));
        parameters.m_nominalColumns = true;
        parameters.m_epochs = 60;
        parameters.m_learningRate = 0.02;
        final VaePortObject model = learn(table);
        assertEquals(List.of("kind", "weight", "colour", "stone"), columns(model), "the names are too many");
        assertEquals(List.of(new Group(LikelihoodFamily.ONE_HOT, 3), new Group(LikelihoodFamily.GAUSSIAN, 1),
            new Group(LikelihoodFamily.ONE_HOT, 3), new Group(LikelihoodFamily.BERNOULLI, 1)),
            model.model().likelihood().groups());
        final BufferedDataTable applied = requireUsable(model, table);
        final DataColumnSpec reconstructed = applied.getDataTableSpec().getColumnSpec("colour (reconstructed)");
        assertEquals(StringCell.TYPE, reconstructed.getType());
        assertEquals(Set.of(text("blue"), text("green"), text("yellow")), reconstructed.getDomain().getValues());
        assertEquals(column(table, "colour"), column(applied, "colour (reconstructed)"), "it has learned what goes together");
        assertEquals(column(table, "kind"), column(applied, "kind (reconstructed)"));
        assertTrue(ModelSummary.html(model.model()).contains("nominal, 3 values: apple, banana, plum"));
    }

    @Test
    void theOrderOfTheRowsDoesNotChangeTheEncoding() throws Exception {
        parameters.m_nominalColumns = true;
        parameters.m_missingValues = MissingChoice.IMPUTE_MEAN;
        final BufferedDataTable table = fruit(30);
        final List<DataRow> backwards = new ArrayList<>(TestTables.rows(table));
        Collections.reverse(backwards);
        final BufferedDataTable reversed = OfflineTables.table(table.getDataTableSpec(), backwards);
        assertEquals(nominal(learn(table), 0), nominal(learn(reversed), 0));
        assertEquals(nominal(learn(table), 2), nominal(learn(reversed), 2));
    }

    private static NominalEncoding nominal(final VaePortObject model, final int column) {
        return (NominalEncoding)model.model().encoding().columns().get(column);
    }

    @Test
    void valuesNotSeenInTrainingAreSkippedAndCounted() throws Exception {
        parameters.m_nominalColumns = true;
        final VaePortObject model = learn(fruit(60));
        final BufferedDataTable table = fruit(4);
        final List<DataRow> rows = new ArrayList<>(TestTables.rows(table));
        rows.set(1, new DefaultRow("odd", text("kiwi"), new DoubleCell(1), text("brown"), BooleanCell.FALSE, text("x")));
        rows.set(2, new DefaultRow("gap", text("plum"), new DoubleCell(1), text(null), BooleanCell.FALSE, text("y")));
        final BufferedDataTable changed = OfflineTables.table(table.getDataTableSpec(), rows);
        final TestNode node = new TestNode(new VaeApplyNodeFactory());
        final BufferedDataTable applied = (BufferedDataTable)node.run(model, changed)[0];
        assertTrue(node.warning().contains("skipped 1 row with missing values"), node.warning());
        assertTrue(node.warning().contains("skipped 1 row with nominal values that did not occur in training, the first being "
            + "\"kiwi\" in column \"kind\", row \"odd\""), node.warning());
        assertEquals(4, applied.size());
        assertEquals(List.of(false, true, true, false), missing(applied, "kind (reconstructed)"));
        assertEquals(List.of(false, true, true, false), missing(score(model, changed), "Likelihood regret"));
    }

    private static List<Boolean> missing(final BufferedDataTable table, final String name) {
        return column(table, name).stream().map(DataCell::isMissing).toList();
    }

    @Test
    void missingNominalValuesAreRefusedSkippedOrImputed() throws Exception {
        parameters.m_nominalColumns = true;
        final List<DataRow> rows = new ArrayList<>(TestTables.rows(fruit(30)));
        rows.add(new DefaultRow("gap", text("plum"), new DoubleCell(1), text(null), BooleanCell.FALSE, text("y")));
        final BufferedDataTable table = OfflineTables.table(fruit(30).getDataTableSpec(), rows);
        final String message = refusal(table);
        assertTrue(message.contains("\"colour\"") && message.contains("\"gap\"") && message.contains("impute"), message);
        parameters.m_missingValues = MissingChoice.SKIP_ROW;
        assertTrue(missing(apply(learn(table), table), "ELBO").get(30));
        parameters.m_missingValues = MissingChoice.IMPUTE_MEAN;
        final VaePortObject model = learn(table);
        assertTrue(nominal(model, 2).imputes());
        assertEquals(List.of(), missing(requireUsable(model, table), "ELBO").stream().filter(gone -> gone).toList());
    }

    @Test
    void nominalColumnsMixWithImagesAndVectorsWhereTheyAreSelected() throws Exception {
        final BufferedDataTable pictures = images(20, 4, 4, 1);
        final DataCell[][] cells = new DataCell[20][];
        for (int row = 0; row < 20; row++) {
            cells[row] = new DataCell[] {TestTables.vector(row, 20 - row), column(pictures, "picture").get(row),
                text(row % 3 == 0 ? "a" : "b")};
        }
        final BufferedDataTable table =
            table(spec("v", DoubleVectorCellFactory.TYPE, "p", PNGImageCellFactory.TYPE, "s", StringCell.TYPE), cells);
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_features = new ColumnFilter(new String[] {"v", "p", "s"});
        final String off = configureRefusal(table);
        assertTrue(off.contains("\"s\"") && off.contains("Switch them on"), off);
        parameters.m_nominalColumns = true;
        final VaePortObject model = learn(table);
        assertEquals("Gaussian and Bernoulli and nominal", model.model().likelihood().describe());
        requireUsable(model, table);
    }

    @Test
    void oldSettingsNeverTakeNominalColumns() throws Exception {
        final NodeSettings old = new NodeSettings("model");
        old.addString("featureSelection", "AUTOMATIC");
        old.addInt("epochs", 1);
        old.addInt("workers", 1);
        old.addString("hiddenLayers", "8");
        final TestNode node = new TestNode(new VaeLearnerNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), old);
        assertEquals(List.of("weight", "stone"), columns((VaePortObject)node.run(fruit(40))[0]));
    }
}
