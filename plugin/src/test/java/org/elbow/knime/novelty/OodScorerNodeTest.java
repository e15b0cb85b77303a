package org.elbow.knime.novelty;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.elbow.knime.TestNode;
import org.elbow.knime.novelty.OodScorerParameters.WithoutReference;
import org.elbow.knime.table.AppliedRows;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceSamplingOptions;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.novelty.InputComplexity;
import org.elbow.novelty.LikelihoodBound;
import org.elbow.novelty.LikelihoodRatio;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.RegretVariant;
import org.elbow.novelty.RankingEvaluation;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** What the OOD Scorer finds, and what its tables and views say of it. */
class OodScorerNodeTest extends ScoringTest {

    @Test
    void rowsOfAnotherKindScoreHigherAndTheSummarySaysSo() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        parameters.m_novelLabels = "odd, strange";
        final BufferedDataTable input = labelled();
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, input, randomNumbers(100, 3, 9));
        final BufferedDataTable scored = (BufferedDataTable)outputs[0];
        assertEquals(keys(input), keys(scored));
        assertEquals(List.of("x1", "x2", "x3", "label", "Likelihood regret", "Negative log-likelihood",
            "Likelihood regret novel", "Negative log-likelihood novel"), List.of(scored.getDataTableSpec().getColumnNames()));
        final BufferedDataTable summary = (BufferedDataTable)outputs[1];
        assertEquals(List.of("Likelihood regret", "Negative log-likelihood"), keys(summary));
        final boolean[] novel = new boolean[80];
        Arrays.fill(novel, 60, 80, true);
        for (int kind = 0; kind < 2; kind++) {
            final RankingEvaluation expected = RankingEvaluation.of(doubles(scored, keys(summary).get(kind)), novel);
            assertEquals(expected.rocAuc(), doubles(summary, "ROC-AUC")[kind], 1e-12);
            assertEquals(expected.averagePrecision(), doubles(summary, "Average precision")[kind], 1e-12);
            assertTrue(expected.rocAuc() > 0.95 && expected.averagePrecision() > 0.95, expected.toString());
        }
        assertEquals(20, doubles(summary, "Rows known novel")[0]);
        assertEquals(60, doubles(summary, "Rows known ordinary")[0]);
        final double threshold = doubles(summary, "Threshold")[1];
        final List<DataCell> flags = column(scored, "Negative log-likelihood novel");
        final double[] scores = doubles(scored, "Negative log-likelihood");
        int flagged = 0;
        for (int row = 0; row < scores.length; row++) {
            assertEquals(scores[row] > threshold, ((BooleanCell)flags.get(row)).getBooleanValue());
            flagged += scores[row] > threshold ? 1 : 0;
        }
        assertEquals(flagged / 80., doubles(summary, "Share flagged")[1], 1e-12);
        assertTrue(flagged >= 20 && flagged < 40, "flagged " + flagged);
        assertEquals(Arrays.stream(scores).average().orElseThrow(), doubles(summary, "Mean score")[1], 1e-9);
        assertNull(node.warning());
    }

    @Test
    void theReferenceTablesQuantileIsTheThreshold() throws Exception {
        final BufferedDataTable reference = randomNumbers(50, 3, 9);
        final BufferedDataTable own = (BufferedDataTable)node().run(model, reference, null)[0];
        final double[] scores = doubles(own, "Negative log-likelihood");
        Arrays.sort(scores);
        parameters.m_quantile = 1;
        final BufferedDataTable summary = (BufferedDataTable)node().run(model, labelled(), reference)[1];
        assertEquals(scores[49], doubles(summary, "Threshold")[1], 1e-9);
    }

    @Test
    void withoutReferenceNothingIsFlaggedUnlessAskedFor() throws Exception {
        final PortObject[] plain = node().run(model, labelled(), null);
        assertFalse(((BufferedDataTable)plain[0]).getDataTableSpec().containsName("Likelihood regret novel"));
        assertTrue(column((BufferedDataTable)plain[1], "Threshold").get(0).isMissing());
        assertTrue(column((BufferedDataTable)plain[1], "ROC-AUC").get(0).isMissing());
        parameters.m_withoutReference = WithoutReference.OWN_QUANTILE;
        parameters.m_quantile = 0.9;
        final PortObject[] flagged = node().run(model, labelled(), null);
        assertEquals(0.1, doubles((BufferedDataTable)flagged[1], "Share flagged")[0], 1e-12);
    }

    @Test
    void scoresCanBeLeftOut() throws Exception {
        parameters.m_likelihoodRegret = false;
        final PortObject[] outputs = node().run(model, labelled(), null);
        assertFalse(((BufferedDataTable)outputs[0]).getDataTableSpec().containsName("Likelihood regret"));
        assertEquals(List.of("Negative log-likelihood"), keys((BufferedDataTable)outputs[1]));
    }

    @Test
    void everyScoreIsComputedAtOnceAndIsThatOfTheEngine() throws Exception {
        chooseEveryScore();
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        parameters.m_novelLabels = "strange";
        final BufferedDataTable input = labelled();
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, input, randomNumbers(60, 3, 9), background);
        final BufferedDataTable scored = (BufferedDataTable)outputs[0];
        final List<String> names = List.of("Likelihood regret", "Likelihood regret (encoder)", "Negative log-likelihood",
            "Likelihood ratio", "Input complexity");
        assertEquals(names, List.of(scored.getDataTableSpec().getColumnNames()).subList(4, 9));
        assertEquals(names.stream().map(name -> name + " novel").toList(),
            List.of(scored.getDataTableSpec().getColumnNames()).subList(9, 14));
        assertEquals(names, keys((BufferedDataTable)outputs[1]));
        assertNull(node.warning());
        try (AppliedRows rows = AppliedRows.encode(input, model.model(), Progress.NONE)) {
            final ImportanceSamplingOptions sampling = parameters.importanceSampling();
            final double[] likelihood =
                ImportanceWeightedLikelihood.logLikelihood(model.model(), rows.matrix(), sampling, Progress.NONE);
            assertArrayEquals(Arrays.stream(likelihood).map(value -> -value).toArray(),
                doubles(scored, "Negative log-likelihood"), 0);
            assertArrayEquals(LikelihoodRatio.score(model.model(), background.model(), rows.matrix(), sampling, Progress.NONE),
                doubles(scored, "Likelihood ratio"), 0);
            assertArrayEquals(InputComplexity.score(model.model(), rows.matrix(), sampling, Progress.NONE),
                doubles(scored, "Input complexity"), 0);
            for (final RegretVariant variant : RegretVariant.values()) {
                assertArrayEquals(
                    LikelihoodRegret.score(model.model(), rows.matrix(), parameters.regret(variant), Progress.NONE).regret(),
                    doubles(scored, names.get(variant.ordinal())), 0);
            }
        }
        final double[] auc = doubles((BufferedDataTable)outputs[1], "ROC-AUC");
        assertTrue(auc[1] > 0.95 && auc[3] > 0.9, Arrays.toString(auc));
    }

    @Test
    void theBoundOfTheRegretCanBeChosen() throws Exception {
        parameters.m_negativeLogLikelihood = false;
        parameters.m_regretSamples = 5;
        final double[] elbo = doubles((BufferedDataTable)node().run(model, labelled(), null)[0], "Likelihood regret");
        parameters.m_regretBound = RegretBound.IWAE;
        final double[] weighted = doubles((BufferedDataTable)node().run(model, labelled(), null)[0], "Likelihood regret");
        assertFalse(Arrays.equals(elbo, weighted));
        assertEquals(LikelihoodBound.IWAE, parameters.regret(RegretVariant.ENCODER).bound());
    }

    @Test
    void settingsOfScoresThatAreNotChosenAreNotChecked() throws Exception {
        parameters.m_encoderLearningRate = 0;
        assertDoesNotThrow(parameters::validate);
        parameters.m_encoderRegret = true;
        assertThrows(InvalidSettingsException.class, parameters::validate);
        parameters.m_encoderRegret = false;
        parameters.m_learningRate = 0;
        assertThrows(InvalidSettingsException.class, parameters::validate);
        parameters.m_likelihoodRegret = false;
        assertDoesNotThrow(parameters::validate);
    }

    @Test
    void aBackgroundModelWithoutRandomValuesIsMentioned() throws Exception {
        parameters.m_likelihoodRatio = true;
        final TestNode node = node();
        node.run(model, labelled(), null, background);
        assertNull(node.warning());
        node.run(model, labelled(), null, model);
        assertTrue(node.warning().contains("without random values") && node.warning().contains("perturbation rate above 0"),
            node.warning());
        node.run(background, labelled(), null, model);
        assertTrue(node.warning().contains("connect the two the other way round"), node.warning());
    }

    @Test
    void pValuesAreCountedAmongTheReferenceScores() throws Exception {
        parameters.m_pValues = true;
        final BufferedDataTable reference = randomNumbers(50, 3, 9);
        final double[] referenceScores =
            doubles((BufferedDataTable)node().run(model, reference, null)[0], "Negative log-likelihood");
        final BufferedDataTable scored = (BufferedDataTable)node().run(model, labelled(), reference)[0];
        assertEquals(List.of("Likelihood regret p-value", "Negative log-likelihood p-value"),
            List.of(scored.getDataTableSpec().getColumnNames()).subList(8, 10));
        final double[] scores = doubles(scored, "Negative log-likelihood");
        final double[] pValues = doubles(scored, "Negative log-likelihood p-value");
        for (int row = 0; row < scores.length; row++) {
            final double score = scores[row];
            final long higher = Arrays.stream(referenceScores).filter(other -> other >= score).count();
            assertEquals((1.0 + higher) / 51, pValues[row], 1e-12, "row " + row);
        }
        assertEquals(1 / 51.0, pValues[79], 1e-12, "a novel row");
        final TestNode without = node();
        assertFalse(((BufferedDataTable)without.run(model, labelled(), null)[0]).getDataTableSpec()
            .containsName("Likelihood regret p-value"), "without reference table");
        assertTrue(without.warning().contains("no reference table"), without.warning());
    }

    @Test
    void theCurvesAreGivenAsATable() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        parameters.m_novelLabels = "strange";
        final PortObject[] outputs = node().run(model, labelled(), null);
        final BufferedDataTable curves = (BufferedDataTable)outputs[2];
        final double[] scores = doubles((BufferedDataTable)outputs[0], "Likelihood regret");
        final boolean[] novel = new boolean[80];
        Arrays.fill(novel, 60, 80, true);
        final List<RankingEvaluation.Point> expected = RankingEvaluation.curve(scores, novel);
        final double[] x = doubles(curves, "x");
        final double[] y = doubles(curves, "y");
        assertEquals("ROC", column(curves, "Curve").get(0).toString());
        assertEquals("Likelihood regret", column(curves, "Score").get(0).toString());
        assertEquals(0, x[0] + y[0], "it begins where no row is called novel");
        assertTrue(column(curves, "Threshold").get(0).isMissing());
        double area = 0;
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).fpr(), x[i + 1], 1e-12);
            assertEquals(expected.get(i).tpr(), y[i + 1], 1e-12);
            area += (x[i + 1] - x[i]) * (y[i + 1] + y[i]) / 2;
            final int recall = expected.size() + 1 + i;
            assertEquals("Precision–recall", column(curves, "Curve").get(recall).toString());
            assertEquals(expected.get(i).tpr(), x[recall], 1e-12);
            assertEquals(expected.get(i).precision(), y[recall], 1e-12);
        }
        assertEquals(doubles((BufferedDataTable)outputs[1], "ROC-AUC")[0], area, 1e-12);
        assertEquals(0, ((BufferedDataTable)fresh().run(model, labelled(), null)[2]).size(), "without labels");
    }

    @Test
    void aThresholdThatNoRowCanExceedIsMentioned() throws Exception {
        final Double[][] reference = new Double[10][];
        Arrays.setAll(reference, i -> i < 2 ? new Double[] {1e30, 10., -1e30} : new Double[] {0.1 * i, 10., 20.});
        final TestNode node = node();
        final PortObject[] outputs = node.run(model, labelled(), numbers(reference));
        assertEquals(Double.POSITIVE_INFINITY, doubles((BufferedDataTable)outputs[1], "Threshold")[0]);
        assertTrue(node.warning().contains("The threshold of \"Likelihood regret\" is infinite, so no row is flagged"),
            node.warning());
        assertFalse(node.warning().contains("\"Negative log-likelihood\" is infinite"), node.warning());
    }

    @Test
    void theViewsDataCountEveryRowOnce() throws Exception {
        parameters.m_evaluate = true;
        parameters.m_labelColumn = "label";
        parameters.m_novelLabels = "strange";
        final TestNode node = node();
        node.run(model, labelled(), null);
        final String data = node.view().initialData().orElseThrow();
        assertTrue(data.contains("\"name\":\"Likelihood regret\"") && data.contains("\"fprAt95Tpr\"")
            && data.contains("\"threshold\":null"), data);
        assertTrue(data.contains("\"unit\":\"nats\"") && data.contains("\"fpr\":[0.0,"), data);
        assertEquals(60, sum(data, "ordinary"));
        assertEquals(20, sum(data, "novel"));
        assertEquals(0, sum(data, "unknown"));
    }
}
