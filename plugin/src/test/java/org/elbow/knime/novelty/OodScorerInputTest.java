package org.elbow.knime.novelty;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.knime.TestNode;
import org.elbow.knime.novelty.OodScorerParameters.WithoutReference;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.Architecture;
import org.elbow.vae.InputPerturbation;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

/** The OOD Scorer with tables, labels and settings that do not fit or cannot be scored. */
class OodScorerInputTest extends ScoringTest {

    @Test
    void theLikelihoodRatioNeedsABackgroundModelOfTheSameColumns() throws Exception {
        parameters.m_likelihoodRatio = true;
        final String missing = assertThrows(InvalidSettingsException.class,
            () -> node().configure(model.getSpec(), labelled().getDataTableSpec(), null, null)).getMessage();
        assertTrue(missing.contains("Connect one"), missing);
        final BufferedDataTable two = randomNumbers(50, 2, 1);
        final VaePortObject other;
        try (TrainingRows rows = TrainingRows.encode(two, plans(two), MissingValuePolicy.FAIL,
                MatrixStorage.defaults(), Progress.NONE)) {
            other = new VaePortObject(VaeTrainer.train(rows.matrix(), rows.encoding(),
                Architecture.dense(2, 2, List.of(), 1, Activation.RELU), LikelihoodSpec.gaussian(2),
                TrainingOptions.defaults().withEpochs(1), Progress.NONE).model());
        }
        final String columns = assertThrows(InvalidSettingsException.class,
            () -> node().configure(model.getSpec(), labelled().getDataTableSpec(), null, other.getSpec())).getMessage();
        assertTrue(columns.contains("other columns"), columns);
        final BufferedDataTable others = randomNumbers(50, 3, 2);
        final VaePortObject scaled;
        try (TrainingRows rows = TrainingRows.encode(others, plans(others), MissingValuePolicy.FAIL,
                MatrixStorage.defaults(), Progress.NONE)) {
            scaled = train(rows, InputPerturbation.NONE);
        }
        final String scaling =
            assertThrows(KNIMEException.class, () -> node().run(model, labelled(), null, scaled)).getMessage();
        assertTrue(scaling.contains("scales or imputes column \"x1\""), scaling);
    }

    @Test
    void aBackgroundModelThatIsNotUsedIsMentioned() throws Exception {
        final TestNode node = node();
        node.run(model, labelled(), null, background);
        assertTrue(node.warning().contains("likelihood ratio is not chosen"), node.warning());
    }

    @Test
    void rowsThatCannotBeScoredGetMissingCellsAndAWarning() throws Exception {
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, numbers(new Double[] {0., 10., null}, new Double[] {0., 10., 20.}),
            numbers(new Double[] {Double.NaN, 0., 0.}, new Double[] {0., 10., 20.}));
        final BufferedDataTable scored = (BufferedDataTable)outputs[0];
        assertTrue(column(scored, "Likelihood regret").get(0).isMissing());
        assertTrue(column(scored, "Likelihood regret novel").get(0).isMissing());
        assertFalse(column(scored, "Likelihood regret novel").get(1).isMissing());
        assertEquals(1, doubles((BufferedDataTable)outputs[1], "Rows skipped")[0]);
        assertTrue(node.warning().contains("In the table: skipped 1 row with missing")
            && node.warning().contains("In the reference table: skipped 1 row with NaN"), node.warning());
    }

    @Test
    void aRowOfExtremeValuesIsNovelBeyondAllMeasure() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "x1";
        parameters.m_novelLabels = "1e30";
        final TestNode node = node();
        final BufferedDataTable input =
            numbers(new Double[] {0., 10., 20.}, new Double[] {1e30, 10., -1e30}, new Double[] {1., 11., 21.});
        final PortObject[] outputs = node.run(model, input, randomNumbers(50, 3, 9));
        for (final String score : List.of("Likelihood regret", "Negative log-likelihood")) {
            final double[] scores = doubles((BufferedDataTable)outputs[0], score);
            assertTrue(Double.isFinite(scores[0]) && Double.isFinite(scores[2]), Arrays.toString(scores));
            assertTrue(scores[1] > 1e12, Arrays.toString(scores));
            assertEquals(score.equals("Likelihood regret"), Double.isInfinite(scores[1]), score);
            assertEquals(BooleanCell.TRUE, column((BufferedDataTable)outputs[0], score + " novel").get(1));
        }
        final BufferedDataTable summary = (BufferedDataTable)outputs[1];
        assertTrue(Double.isFinite(doubles(summary, "Mean score")[0]), "the mean of the others");
        assertEquals(1, doubles(summary, "ROC-AUC")[0]);
        assertTrue(node.warning().contains("In the table: 1 row lies so far"), node.warning());
        final String data = node.view().initialData().orElseThrow();
        assertEquals(1, sum(data, "novel"));
        assertFalse(data.contains("Infinity"), data);
    }

    @Test
    void anEmptyTableIsPassedThrough() throws Exception {
        parameters.m_withoutReference = WithoutReference.OWN_QUANTILE;
        final BufferedDataTable empty = table(randomNumbers(1, 3, 1).getDataTableSpec());
        final PortObject[] outputs = node().run(model, empty, null);
        assertEquals(0, ((BufferedDataTable)outputs[0]).size());
        assertEquals(0, doubles((BufferedDataTable)outputs[1], "Rows scored")[0]);
        assertTrue(column((BufferedDataTable)outputs[1], "Mean score").get(0).isMissing());
    }

    @Test
    void aReferenceTableWithoutUsableRowsIsRefused() {
        final BufferedDataTable empty = table(randomNumbers(1, 3, 1).getDataTableSpec());
        final String message = assertThrows(KNIMEException.class, () -> node().run(model, labelled(), empty)).getMessage();
        assertTrue(message.contains("reference table"), message);
    }

    @Test
    void tablesThatDoNotFitTheModelAreRefusedBeforeExecution() {
        final String message = assertThrows(InvalidSettingsException.class, () -> node().configure(model.getSpec(),
            labelled().getDataTableSpec(), spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE))).getMessage();
        assertTrue(message.startsWith("Reference table") && message.contains("\"x3\""), message);
        assertThrows(InvalidSettingsException.class, () -> node().configure(model.getSpec(), spec("x1", DoubleCell.TYPE), null));
    }

    @Test
    void labelsThatSayNothingGiveAWarningInsteadOfFigures() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        parameters.m_novelLabels = "unheard of";
        final TestNode node = node();
        final BufferedDataTable summary = (BufferedDataTable)node.run(model, labelled(), null)[1];
        assertTrue(column(summary, "ROC-AUC").get(0).isMissing());
        assertTrue(node.warning().contains("\"unheard of\""), node.warning());
    }

    @Test
    void numericLabelsMayBeWrittenAsIntegersOrDecimals() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "x2";
        parameters.m_novelLabels = "10";
        final BufferedDataTable summary = (BufferedDataTable)node().run(model,
            numbers(new Double[] {0., 10., 20.}, new Double[] {0., 11., 20.}, new Double[] {0., 12., 19.}), null)[1];
        assertEquals(1, doubles(summary, "Rows known novel")[0]);
        assertEquals(2, doubles(summary, "Rows known ordinary")[0]);
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertRefused("No score", () -> parameters.m_likelihoodRegret = parameters.m_negativeLogLikelihood = false);
        parameters.m_encoderRegret = true;
        assertRefused("iterations is -1", () -> parameters.m_encoderIterations = -1);
        parameters.m_encoderIterations = 1;
        assertRefused("quantile", () -> parameters.m_quantile = 1.5);
        assertRefused("importance samples is 0", () -> parameters.m_importanceSamples = 0);
        assertRefused("learning rate", () -> parameters.m_learningRate = -1);
        assertRefused("No label", () -> {
            parameters.m_evaluate = true;
            parameters.m_novelLabels = " , ";
        });
        parameters.m_novelLabels = "novel";
        parameters.m_labelColumn = "gone";
        final String message = assertThrows(InvalidSettingsException.class,
            () -> node().configure(model.getSpec(), labelled().getDataTableSpec(), null)).getMessage();
        assertTrue(message.contains("\"gone\""), message);
    }

    private void assertRefused(final String part, final Runnable change) {
        final OodScorerParameters fresh = new OodScorerParameters();
        parameters.m_likelihoodRegret = parameters.m_negativeLogLikelihood = true;
        parameters.m_quantile = fresh.m_quantile;
        parameters.m_importanceSamples = fresh.m_importanceSamples;
        parameters.m_learningRate = fresh.m_learningRate;
        change.run();
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains(part), message);
        parameters.m_learningRate = fresh.m_learningRate;
    }

    @Test
    void scoringCanBeCancelledMidway() throws Exception {
        final OfflineExecution[] execution = new OfflineExecution[1];
        execution[0] = new OfflineExecution((fraction, message) -> {
            if (fraction > 0.3) {
                execution[0].cancel();
            }
        });
        assertThrows(CanceledExecutionException.class, () -> node().run(execution[0], model, labelled(), null));
    }
}
