package org.elbow.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.Objective;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsistencyScorerTest {

    private static final ImageChanges STILL = new ImageChanges(0, 0, 1, 1, false);

    private static final ValueChanges UNCHANGED = new ValueChanges(0, 0, 0);

    private static ConsistencyScores score(final VaeModel model, final FeatureMatrix rows, final Transformation transformation,
        final int transformations) {
        return ConsistencyScorer.score(model, rows, transformation, new ConsistencyOptions(transformations, 3, 2),
            Progress.NONE);
    }

    private static double mean(final double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyChangeNoCodeMoves(final ChangedModels kind) {
        try (FeatureMatrix rows = kind.rows(150, 2)) {
            final VaeModel model = kind.model();
            for (final Transformation identity : new Transformation[] {Transformation.NONE,
                kind.transformation(rows, STILL, UNCHANGED)}) {
                final ConsistencyScores scores = score(model, rows, identity, 2);
                assertArrayEquals(new double[150], scores.divergence(), 0);
                assertArrayEquals(new double[150], scores.shift(), 0);
                assertArrayEquals(new double[150], scores.relativeShift(), 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void codesMoveFurtherTheFurtherImagesMayTurn(final ChangedModels kind) {
        try (FeatureMatrix rows = kind.rows(100, 2)) {
            final VaeModel model = kind.model();
            double divergence = 0;
            double shift = 0;
            for (final double angle : new double[] {5, 15, 45, 90}) {
                final ConsistencyScores scores =
                    score(model, rows, kind.transformation(rows, new ImageChanges(angle, 0, 1, 1, false), UNCHANGED), 10);
                assertTrue(mean(scores.divergence()) > divergence, angle + " degrees");
                assertTrue(mean(scores.shift()) > shift, angle + " degrees");
                divergence = mean(scores.divergence());
                shift = mean(scores.shift());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scoresAgreeWithPosteriorsThatAreFoundOneByOne(final ChangedModels kind) {
        final int transformations = 3;
        try (FeatureMatrix rows = kind.rows(140, 2);
                FeatureMatrix changed = FeatureMatrix.allocate(140 * transformations, rows.columns())) {
            final VaeModel model = kind.model();
            final Transformation transformation =
                kind.transformation(rows, ImageChanges.defaults(), new ValueChanges(0.2, 0.1, 0.1));
            final float[] target = new float[rows.columns()];
            for (int i = 0; i < changed.rows(); i++) {
                ConsistencyScorer.transform(rows, i / transformations, transformation, i % transformations, 3, target);
                changed.setRow(i, target, 0);
            }
            final ConsistencyScores scores = score(model, rows, transformation, transformations);
            final EvaluationOptions options = new EvaluationOptions(1, false, 1, 1);
            try (RowEvaluation p = VaeEvaluator.evaluate(model, rows, options, Progress.NONE);
                    RowEvaluation q = VaeEvaluator.evaluate(model, changed, options, Progress.NONE)) {
                for (int row = 0; row < rows.rows(); row++) {
                    double divergence = 0;
                    double shift = 0;
                    double relative = 0;
                    for (int i = row * transformations; i < (row + 1) * transformations; i++) {
                        double squares = 0;
                        double relativeSquares = 0;
                        for (int j = 0; j < 3; j++) {
                            final double variance = Math.exp(p.logVariance().get(row, j));
                            final double ratio = Math.exp(q.logVariance().get(i, j)) / variance;
                            final double square = Math.pow(q.mean().get(i, j) - p.mean().get(row, j), 2);
                            divergence += 0.5 * (ratio + square / variance - 1 - Math.log(ratio)) / transformations;
                            squares += square;
                            relativeSquares += square / variance;
                        }
                        shift += Math.sqrt(squares) / transformations;
                        relative += Math.sqrt(relativeSquares) / transformations;
                    }
                    // another block of rows rounds the 32-bit products otherwise
                    assertEquals(divergence, scores.divergence()[row], 1e-3 * (1 + divergence), "row " + row);
                    assertEquals(shift, scores.shift()[row], 1e-3 * (1 + shift), "row " + row);
                    assertEquals(relative, scores.relativeShift()[row], 1e-3 * (1 + relative), "row " + row);
                }
            }
        }
    }

    @Test
    void thePenaltyOfTheSameNameMakesCodesMoreConsistentOnRowsItHasNotSeen() {
        final ChangedModels kind = ChangedModels.DENSE;
        try (FeatureMatrix training = kind.rows(200, 1); FeatureMatrix rows = kind.rows(100, 2)) {
            final Transformation transformation = kind.transformation(training, ImageChanges.defaults(), UNCHANGED);
            final VaeModel plain = kind.train(training, Objective.elbo());
            final VaeModel consistent =
                kind.train(training, Objective.elbo().plus(new ConsistencyPenalty(5, transformation, 1)));
            assertTrue(mean(score(consistent, rows, transformation, 5).divergence())
                < 0.5 * mean(score(plain, rows, transformation, 5).divergence()));
        }
    }

    @Test
    void aLinearEncodersCodesMoveByTheImageOfTheChange() {
        final float[] change = {0.5f, -1, 0.25f, 2};
        final VaeModel model = LinearGaussian.model(0);
        try (FeatureMatrix rows = LinearGaussian.rows(20, 1)) {
            final ConsistencyScores scores = score(model, rows, (row, target, random) -> {
                for (int f = 0; f < row.length; f++) {
                    target[f] = row[f] + change[f];
                }
            }, 1);
            final float[] weights = model.structure().toTensors(model.parameters()).get("mean.weight");
            final float[] logVariance = model.structure().toTensors(model.parameters()).get("logvar.bias");
            double squares = 0;
            double relativeSquares = 0;
            for (int j = 0; j < 3; j++) {
                double moved = 0;
                for (int f = 0; f < 4; f++) {
                    moved += weights[j * 4 + f] * change[f];
                }
                squares += moved * moved;
                relativeSquares += moved * moved / Math.exp(logVariance[j]);
            }
            for (int row = 0; row < 20; row++) {
                assertEquals(Math.sqrt(squares), scores.shift()[row], 1e-5);
                assertEquals(Math.sqrt(relativeSquares), scores.relativeShift()[row], 1e-5);
                assertEquals(relativeSquares / 2, scores.divergence()[row], 1e-5, "the variances are the same");
            }
        }
    }

    @Test
    void neitherTheOtherRowsNorTheirOrderNorTheNumberOfWorkersMatter() {
        final ChangedModels kind = ChangedModels.MIXED;
        final int[] selected = IntStream.range(0, 70).map(i -> 149 - 2 * i).toArray();
        try (FeatureMatrix rows = kind.rows(150, 2); FeatureMatrix some = rows.selectRows(selected);
                FeatureMatrix reference = ConsistencyScorer.reference(rows)) {
            final VaeModel model = kind.model();
            final Transformation transformation =
                kind.transformation(reference, ImageChanges.defaults(), new ValueChanges(0.2, 0.1, 0.3));
            final double[] all = score(model, rows, transformation, 3).divergence();
            final double[] few = score(model, some, transformation, 3).divergence();
            for (int i = 0; i < selected.length; i++) {
                assertEquals(all[selected[i]], few[i], 1e-3 * (1 + all[selected[i]]), "row " + selected[i]);
            }
            assertArrayEquals(all, ConsistencyScorer.score(model, rows, transformation, new ConsistencyOptions(3, 3, 1),
                Progress.NONE).divergence(), 0);
            assertFalse(Arrays.equals(all, ConsistencyScorer.score(model, rows, transformation,
                new ConsistencyOptions(3, 4, 1), Progress.NONE).divergence()), "another seed");
        }
    }

    @Test
    void theReferenceIsTheSameInWhicheverOrderTheTableStands() {
        try (FeatureMatrix rows = LinearGaussian.rows(50, 1);
                FeatureMatrix reversed = rows.selectRows(IntStream.range(0, 50).map(i -> 49 - i).toArray());
                FeatureMatrix one = ConsistencyScorer.reference(rows);
                FeatureMatrix other = ConsistencyScorer.reference(reversed)) {
            assertEquals(50, one.rows());
            for (int row = 0; row < 50; row++) {
                assertEquals(one.contentHash(row, 0), other.contentHash(row, 0));
            }
        }
    }

    @Test
    void aRowBeyondTheRangeOfNumbersDoesNotSpoilTheOthers() {
        try (FeatureMatrix rows = LinearGaussian.rows(5, 1)) {
            final Transformation change = (row, target, random) -> {
                for (int f = 0; f < row.length; f++) {
                    target[f] = 1.5f * row[f];
                }
            };
            final double[] before = score(LinearGaussian.model(0), rows, change, 1).divergence();
            rows.set(2, 0, 3e38f);
            final double[] scores = score(LinearGaussian.model(0), rows, change, 1).divergence();
            assertFalse(Double.isFinite(scores[2]));
            scores[2] = before[2];
            assertArrayEquals(before, scores, 1e-6);
        }
    }

    @Test
    void scoringAnEmptyTableGivesNoScores() {
        try (FeatureMatrix rows = LinearGaussian.rows(0, 1)) {
            assertEquals(0, score(LinearGaussian.model(0), rows, Transformation.NONE, 1).shift().length);
        }
    }

    @Test
    void scoringCanBeCancelled() {
        try (FeatureMatrix rows = LinearGaussian.rows(500, 1)) {
            assertThrows(CancellationException.class, () -> ConsistencyScorer.score(LinearGaussian.model(0), rows,
                Transformation.NONE, ConsistencyOptions.defaults(), (fraction, message) -> {
                    throw new CancellationException();
                }));
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ConsistencyOptions(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new ConsistencyOptions(1, 1, -1));
    }
}
