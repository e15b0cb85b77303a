package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.number;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.consistency.ConsistencyScorerNodeFactory;
import org.elbow.knime.hamiltonian.HvaeSamplerNodeFactory;
import org.elbow.knime.port.ModelSummary;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.sampler.VaeSamplerNodeFactory;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.OfflineTables;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec.Group;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Tables with columns of all kinds go through all nodes, and come out in their own types and units. */
class EveryKindOfColumnTest extends LearningTest {

    private static final DataType LIST = ListCell.getCollectionType(IntCell.TYPE);

    private static final List<String> NAMES = List.of("double", "integer", "long", "boolean", "nominal", "list", "vector");

    private static final int GAPS = 3;

    /** Two kinds of rows, which differ in every column. */
    private static DataCell[] cells(final int kind, final double noise) {
        return new DataCell[] {number(10 + 100 * kind + noise), new IntCell(20 + 50 * kind),
            new LongCell(3_000_000_000L + 2_000_000_000L * kind), BooleanCell.get(kind == 1), text(kind == 0 ? "low" : "high"),
            CollectionCellFactory.createListCell(List.of(new IntCell(kind), new IntCell(9 - 4 * kind))),
            vector(0.5 - kind, 2 * kind)};
    }

    private static DataTableSpec kinds() {
        return spec("double", DoubleCell.TYPE, "integer", IntCell.TYPE, "long", LongCell.TYPE, "boolean", BooleanCell.TYPE,
            "nominal", StringCell.TYPE, "list", LIST, "vector", DoubleVectorCellFactory.TYPE);
    }

    /** Rows of both kinds in turn, the first ones without a value in one column each. */
    private static BufferedDataTable rows(final int count, final int gaps) {
        final SplittableRandom random = new SplittableRandom(5);
        final DataCell[][] rows = new DataCell[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = cells(row % 2, random.nextGaussian());
            if (row < gaps) {
                rows[row][List.of(0, 3, 4).get(row)] = DataType.getMissingCell();
            }
        }
        return withDomains(table(kinds(), rows));
    }

    private void selectEverything() {
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_features = new ColumnFilter(NAMES.toArray(String[]::new));
        parameters.m_nominalColumns = true;
        parameters.m_missingValues = MissingChoice.IMPUTE_MEAN;
        parameters.m_epochs = 80;
        parameters.m_learningRate = 0.02;
    }

    private static PortObject[] run(final DefaultNodeFactory factory, final NodeSettings settings, final PortObject... inputs)
        throws Exception {
        settings.addInt("workers", 1);
        final TestNode node = new TestNode(factory);
        OfflineNodes.validateAndLoad(node.model(), settings);
        return node.run(inputs);
    }

    @Test
    void everyKindGoesThroughAllNodesAndComesOutAsItWent() throws Exception {
        selectEverything();
        final BufferedDataTable table = rows(120, GAPS);
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        final VaePortObject model = (VaePortObject)learner.run(table)[0];
        assertEquals("Imputed 3 missing values: 1 of column \"double\", 1 of column \"boolean\", 1 of column \"nominal\".",
            learner.warning());
        assertEquals(List.of(new Group(LikelihoodFamily.GAUSSIAN, 3), new Group(LikelihoodFamily.BERNOULLI, 1),
            new Group(LikelihoodFamily.ONE_HOT, 2), new Group(LikelihoodFamily.GAUSSIAN, 4)),
            model.model().likelihood().groups());
        assertEquals(Scaling.NONE, ((NumericEncoding)model.model().encoding().columns().get(3)).scaling(), "0 and 1 as they are");
        final BufferedDataTable applied = requireUsable(model, table);
        for (int row = GAPS; row < 120; row++) {
            final List<DataCell> expected = List.of(cells(row % 2, 0));
            for (int c = 1; c < NAMES.size() - 1; c++) {
                final DataCell cell = column(applied, NAMES.get(c) + " (reconstructed)").get(row);
                if (c == 1 || c == 2) {
                    assertEquals(expected.get(c).getType(), cell.getType());
                } else {
                    assertEquals(expected.get(c), cell, NAMES.get(c) + " of row " + row);
                }
            }
            assertEquals(20 + 50 * (row % 2), doubles(applied, "integer (reconstructed)")[row], 10, "a fifth of the distance");
            assertEquals(3e9 + 2e9 * (row % 2), doubles(applied, "long (reconstructed)")[row], 4e8);
            assertEquals(10 + 100 * (row % 2), doubles(applied, "double (reconstructed)")[row], 20);
        }
        assertEquals(DoubleVectorCellFactory.TYPE, applied.getDataTableSpec().getColumnSpec("vector (reconstructed)").getType());
        final NodeSettings consistency = new NodeSettings("model");
        final PortObject[] scored = run(new ConsistencyScorerNodeFactory(), consistency, model, table);
        assertEquals(120, ((BufferedDataTable)scored[0]).size());
        final NodeSettings sampler = new NodeSettings("model");
        sampler.addBoolean("reconstructions", true);
        sampler.addInt("posteriorSamples", 1);
        final BufferedDataTable samples = (BufferedDataTable)run(new HvaeSamplerNodeFactory(), sampler, model, table)[1];
        for (int c = 0; c < NAMES.size(); c++) {
            assertEquals(kinds().getColumnSpec(c).getType(),
                samples.getDataTableSpec().getColumnSpec(NAMES.get(c) + " (reconstructed)").getType());
            assertTrue(column(samples, NAMES.get(c) + " (reconstructed)").stream().noneMatch(DataCell::isMissing), NAMES.get(c));
        }
        final BufferedDataTable synthetic =
            (BufferedDataTable)run(new VaeSamplerNodeFactory(), new NodeSettings("model"), model)[0];
        assertEquals(NAMES, List.of(synthetic.getDataTableSpec().getColumnNames()));
        for (int c = 0; c < NAMES.size(); c++) {
            assertEquals(kinds().getColumnSpec(c).getType(), synthetic.getDataTableSpec().getColumnSpec(c).getType());
            assertTrue(column(synthetic, NAMES.get(c)).stream().noneMatch(DataCell::isMissing), NAMES.get(c));
        }
        requireUsable(model, synthetic);
    }

    @Test
    void aFreshNodeTakesAPlainTableAsItIs() throws Exception {
        final DataCell[][] cells = new DataCell[60][];
        for (int row = 0; row < 60; row++) {
            cells[row] = new DataCell[] {new IntCell(1000 + row),
                row % 7 == 3 ? DataType.getMissingCell() : number(row % 11 * 1.5), BooleanCell.get(row % 3 == 0),
                row == 5 ? DataType.getMissingCell() : text(row % 2 == 0 ? "north" : "south"),
                text("customer " + row), text("EUR"), DataType.getMissingCell()};
        }
        final BufferedDataTable table = withDomains(table(spec("id", IntCell.TYPE, "price", DoubleCell.TYPE, "paid",
            BooleanCell.TYPE, "region", StringCell.TYPE, "name", StringCell.TYPE, "currency", StringCell.TYPE, "discount",
            DoubleCell.TYPE), cells));
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory());
        learner.configure(table.getDataTableSpec());
        assertTrue(learner.warning().startsWith("Not learned from: \"name\" (more than 50 values), \"currency\" (only one "
            + "value)."), learner.warning());
        final VaePortObject model = (VaePortObject)OfflineNodes.execute(learner.model(),
            new PortObject[] {table, null}, new OfflineExecution().context())[0];
        assertEquals(List.of("id", "price", "paid", "region"), columns(model), "\"discount\" holds nothing");
        for (final String part : List.of("Column \"discount\" holds nothing but missing values: left out.",
            "Column \"id\" looks like an identifier", "Imputed 10 missing values: 9 of column \"price\", 1 of column "
                + "\"region\".")) {
            assertTrue(learner.warning().contains(part), learner.warning());
        }
        final TestNode apply = new TestNode(new VaeApplyNodeFactory());
        final BufferedDataTable applied = (BufferedDataTable)apply.run(model, table)[0];
        assertEquals("In the table: imputed 10 missing values: 9 of column \"price\", 1 of column \"region\".", apply.warning());
        assertTrue(Arrays.stream(doubles(applied, "ELBO")).allMatch(Double::isFinite));
    }

    @Test
    void vectorsAreLearnedFromAloneSoThatLabelsBesideThemAreNot() throws Exception {
        final DataCell[][] cells = new DataCell[20][];
        for (int row = 0; row < 20; row++) {
            cells[row] = new DataCell[] {vector(row, row % 3), text(row % 2 == 0 ? "a" : "b"), new IntCell(row)};
        }
        final BufferedDataTable table = withDomains(
            table(spec("v", DoubleVectorCellFactory.TYPE, "label", StringCell.TYPE, "n", IntCell.TYPE), cells));
        parameters.m_nominalColumns = true;
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        assertEquals(List.of("v"), columns((VaePortObject)learner.run(table)[0]));
        assertEquals(null, learner.warning());
    }

    @Test
    void unseenNominalValuesAreScoredByTheClassOfTheRareOnes() throws Exception {
        parameters.m_nominalColumns = true;
        parameters.m_epochs = 40;
        parameters.m_learningRate = 0.02;
        parameters.m_values.m_unknownValues = UnknownValuesChoice.ONE_CLASS;
        parameters.m_values.m_leastRows = 4;
        final DataCell[][] cells = new DataCell[90][];
        for (int row = 0; row < 90; row++) {
            cells[row] = new DataCell[] {text(row % 15 == 0 ? "rare " + row : row % 2 == 0 ? "often" : "always"),
                number(row % 15 == 0 ? 50. : row % 2)};
        }
        final BufferedDataTable table = withDomains(table(spec("kind", StringCell.TYPE, "x", DoubleCell.TYPE), cells));
        final VaePortObject model = learn(table);
        assertEquals(new Group(LikelihoodFamily.ONE_HOT, 3), model.model().likelihood().groups().get(0));
        assertTrue(ModelSummary.html(model.model()).contains("all other values have a class in common"));
        final BufferedDataTable unseen = table(table.getDataTableSpec(), new DataCell[] {text("never seen"), number(50.)},
            new DataCell[] {text("often"), number(0.)}, new DataCell[] {text("never seen"), number(1.)});
        final TestNode apply = new TestNode(new VaeApplyNodeFactory());
        final BufferedDataTable applied = (BufferedDataTable)apply.run(model, unseen)[0];
        assertEquals(null, apply.warning());
        final double[] elbo = doubles(applied, "ELBO");
        assertTrue(Arrays.stream(elbo).allMatch(Double::isFinite), Arrays.toString(elbo));
        assertTrue(elbo[0] > elbo[2], "unknown kinds go with 50");
        final List<DataCell> kind = column(applied, "kind (reconstructed)");
        assertTrue(kind.get(0).isMissing(), "it is no value in particular");
        assertEquals(text("often"), kind.get(1));
        assertTrue(Arrays.stream(doubles(score(model, unseen), "Negative log-likelihood")).allMatch(Double::isFinite));
    }

    @Test
    void imagesOfAllSizesAndColoursAreResizedWhereverTheModelIsApplied() throws Exception {
        final List<DataCell[]> cells = new ArrayList<>();
        TestTables.rows(images(10, 8, 8, 1)).forEach(row -> cells.add(new DataCell[] {row.getCell(0)}));
        TestTables.rows(images(10, 12, 6, 1)).forEach(row -> cells.add(new DataCell[] {row.getCell(0)}));
        final DataTableSpec spec = images(1, 8, 8, 1).getDataTableSpec();
        final BufferedDataTable table = table(spec, cells.toArray(DataCell[][]::new));
        final String refused = refusal(table);
        assertTrue(refused.contains("\"a10\"") && refused.contains("12 × 6"), refused);
        parameters.m_values.m_imageSizes = ImageSizeChoice.RESIZE;
        parameters.m_values.m_imageWidth = 5;
        parameters.m_values.m_imageHeight = 4;
        final VaePortObject model = learn(table);
        assertEquals(List.of(4, 5, 1), model.getSpec().columns().get(0).shape());
        requireUsable(model, table);
        requireUsable(model, images(3, 7, 9, 3));
    }

    @Test
    void missingElementsOfListsAreNamed() throws Exception {
        final List<DataCell[]> cells = new ArrayList<>();
        TestTables.rows(rows(20, 0)).forEach(row -> cells.add(row.stream().toArray(DataCell[]::new)));
        cells.get(7)[5] = CollectionCellFactory.createListCell(List.of(new IntCell(1), DataType.getMissingCell()));
        final BufferedDataTable table = withDomains(table(kinds(), cells.toArray(DataCell[][]::new)));
        selectEverything();
        parameters.m_epochs = 1;
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        learner.run(table);
        assertEquals("Skipped 1 row with missing values, the first in element 2 of the list in column \"list\", row \"a7\".",
            learner.warning());
        parameters.m_missingValues = MissingChoice.FAIL;
        final String refused = refusal(table);
        assertTrue(refused.contains("row \"a7\", element 2 of the list in column \"list\""), refused);
    }

    @Test
    void aConstantNominalColumnIsHarmlessAndMentioned() throws Exception {
        parameters.m_featureSelection = FeatureSelection.SELECTED;
        parameters.m_nominalColumns = true;
        parameters.m_features = new ColumnFilter(new String[] {"weight", "name"});
        final List<DataCell[]> cells = new ArrayList<>();
        TestTables.rows(fruit(30)).forEach(row -> cells.add(new DataCell[] {row.getCell(1), text("always")}));
        final BufferedDataTable table =
            table(spec("weight", DoubleCell.TYPE, "name", StringCell.TYPE), cells.toArray(DataCell[][]::new));
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        final VaePortObject model = (VaePortObject)learner.run(table)[0];
        assertTrue(learner.warning().contains("Column \"name\" is constant"), learner.warning());
        assertEquals(text("always"), column(requireUsable(model, table), "name (reconstructed)").get(0));
        parameters.m_features = new ColumnFilter(new String[] {"weight"});
        final VaePortObject without = learn(table);
        assertFalse(without.model().parameters().length == model.model().parameters().length);
    }

    @Test
    void robustScalingIsRecordedShownAndUndone() throws Exception {
        parameters.m_scaling = ScalingChoice.ROBUST;
        parameters.m_epochs = 200;
        parameters.m_learningRate = 0.02;
        final List<DataCell[]> cells = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            cells.add(new DataCell[] {number(i % 9 + 1.), number(i % 9 == 8 ? 7. : 3)});
        }
        final BufferedDataTable table = OfflineTables.table(spec("x", DoubleCell.TYPE, "mostly", DoubleCell.TYPE),
            TestTables.rows(table(spec("x", DoubleCell.TYPE, "mostly", DoubleCell.TYPE), cells.toArray(DataCell[][]::new))));
        final TestNode learner = new TestNode(new VaeLearnerNodeFactory()).with(parameters);
        final VaePortObject model = (VaePortObject)learner.run(table)[0];
        final NumericEncoding x = (NumericEncoding)model.model().encoding().columns().get(0);
        assertEquals(Scaling.ROBUST, x.scaling());
        assertEquals(5, x.offset(), "median of 1 … 9");
        assertEquals(4 / 1.349, x.scale(), 1e-3, "quartiles 3 and 7");
        assertTrue(learner.warning().contains("Column \"mostly\" has the same value in half of the rows or more"),
            learner.warning());
        assertTrue(ModelSummary.html(model.model()).contains("robust: median 5"));
        final double[] reconstructed = doubles(apply(model, table), "x (reconstructed)");
        for (int i = 0; i < 45; i++) {
            assertEquals(i % 9 + 1, reconstructed[i], 2.5, "in the column's own unit");
        }
    }
}
