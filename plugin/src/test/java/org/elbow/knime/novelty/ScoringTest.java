package org.elbow.knime.novelty;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.number;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;

import java.util.Arrays;
import java.util.List;

import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.Scaling;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeaturePlan;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.novelty.BackgroundPerturbation;
import org.elbow.vae.Architecture;
import org.elbow.vae.InputPerturbation;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** A scorer with a model of ordinary rows, for tests of the OOD Scorer. */
abstract class ScoringTest {

    static VaePortObject model;

    static VaePortObject background;

    final OodScorerParameters parameters = new OodScorerParameters();

    @BeforeAll
    static void trainOnOrdinaryRows() {
        TestNode.registerPortTypes();
        final BufferedDataTable table = randomNumbers(400, 3, 1);
        try (TrainingRows rows = TrainingRows.encode(table, plans(table), MissingValuePolicy.FAIL,
                MatrixStorage.defaults(), Progress.NONE)) {
            model = train(rows, InputPerturbation.NONE);
            background = train(rows, new BackgroundPerturbation(0.3, LikelihoodSpec.gaussian(3), rows.matrix(), 1));
        }
    }

    static VaePortObject train(final TrainingRows rows, final InputPerturbation perturbation) {
        return new VaePortObject(VaeTrainer.train(rows.matrix(), rows.encoding(),
            Architecture.dense(3, 3, List.of(16), 2, Activation.RELU), LikelihoodSpec.gaussian(3),
            Objective.elbo().on(perturbation),
            TrainingOptions.defaults().withEpochs(40).withBatchSize(32).withLearningRate(0.01).withWorkers(1),
            Progress.NONE).model());
    }

    TestNode node() throws InvalidSettingsException {
        parameters.m_iterations = 40;
        parameters.m_importanceSamples = 20;
        parameters.m_workers = 1;
        return new TestNode(new OodScorerNodeFactory()).with(parameters);
    }

    /** Ordinary rows, then rows whose columns contradict each other, with a label. */
    static BufferedDataTable labelled() {
        final BufferedDataTable ordinary = randomNumbers(60, 3, 7);
        final DataCell[][] cells = new DataCell[80][];
        for (int i = 0; i < 80; i++) {
            final double[] x = new double[3];
            for (int c = 0; c < 3; c++) {
                x[c] = doubles(ordinary, "x" + (c + 1))[i % 60];
            }
            final boolean novel = i >= 60;
            cells[i] = new DataCell[] {number(novel ? x[0] + 15 : x[0]), number(x[1]), number(novel ? x[2] - 15 : x[2]),
                new StringCell(novel ? "strange" : "usual")};
        }
        return table(spec("x1", DoubleCell.TYPE, "x2", DoubleCell.TYPE, "x3", DoubleCell.TYPE, "label", StringCell.TYPE),
            cells);
    }

    void chooseEveryScore() {
        parameters.m_encoderRegret = true;
        parameters.m_encoderIterations = 60;
        parameters.m_encoderLearningRate = 0.005;
        parameters.m_likelihoodRatio = true;
        parameters.m_inputComplexity = true;
    }

    static TestNode fresh() throws InvalidSettingsException {
        final OodScorerParameters without = new OodScorerParameters();
        without.m_iterations = 5;
        return new TestNode(new OodScorerNodeFactory()).with(without);
    }

    static List<FeaturePlan> plans(final BufferedDataTable table) {
        return FeatureColumns.usable(table.getDataTableSpec()).stream()
            .map(column -> new FeaturePlan(column, Scaling.STANDARDIZE, false)).toList();
    }

    /** The sum of the first list of that name. */
    static int sum(final String json, final String name) {
        final int from = json.indexOf("\"" + name + "\":[") + name.length() + 4;
        return Arrays.stream(json.substring(from, json.indexOf(']', from)).split(",")).mapToInt(Integer::parseInt).sum();
    }
}
