package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaeEvaluatorTest {

    private static VaeModel model;

    @BeforeAll
    static void train() {
        model = SmallData.model();
    }

    @Test
    void aRowsResultsDoNotDependOnTheOtherRowsNorOnTheirOrder() {
        try (FeatureMatrix rows = SmallData.bumps(150, 9); FeatureMatrix some = rows.selectRows(new int[]{149, 3, 70});
                RowEvaluation all = VaeEvaluator.evaluate(model, rows, EvaluationOptions.defaults(), Progress.NONE);
                RowEvaluation few = VaeEvaluator.evaluate(model, some, EvaluationOptions.defaults(), Progress.NONE)) {
            final int[] order = {149, 3, 70};
            for (int i = 0; i < 3; i++) {
                assertEquals(all.elbo()[order[i]], few.elbo()[i], 1e-4);
                assertEquals(all.mean().get(order[i], 1), few.mean().get(i, 1), 1e-5);
                assertEquals(all.reconstruction().get(order[i], 7), few.reconstruction().get(i, 7), 1e-5);
            }
        }
    }

    @Test
    void elboIsLogLikelihoodMinusKlAndKlIsThatOfTheCodes() {
        try (FeatureMatrix rows = SmallData.bumps(20, 9);
                RowEvaluation found = VaeEvaluator.evaluate(model, rows, EvaluationOptions.defaults(), Progress.NONE)) {
            for (int i = 0; i < 20; i++) {
                double kl = 0;
                for (int j = 0; j < 2; j++) {
                    final double mean = found.mean().get(i, j);
                    final double logVariance = found.logVariance().get(i, j);
                    kl += 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
                }
                assertEquals(kl, found.kl()[i], 1e-5);
                assertEquals(found.logLikelihood()[i] - found.kl()[i], found.elbo()[i], 1e-9);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameResultWithAnyNumberOfThreads() {
        try (FeatureMatrix rows = SmallData.bumps(200, 9);
                RowEvaluation one = VaeEvaluator.evaluate(model, rows, new EvaluationOptions(5, false, 3, 1), Progress.NONE);
                RowEvaluation three = VaeEvaluator.evaluate(model, rows, new EvaluationOptions(5, false, 3, 3), Progress.NONE)) {
            assertArrayEquals(one.elbo(), three.elbo(), 0);
            assertNull(one.reconstruction());
        }
    }

    @Test
    void anEmptyTableGivesAnEmptyResult() {
        try (FeatureMatrix rows = FeatureMatrix.allocate(0, SmallData.FEATURES);
                RowEvaluation found = VaeEvaluator.evaluate(model, rows, EvaluationOptions.defaults(), Progress.NONE)) {
            assertEquals(0, found.elbo().length);
        }
    }

    @Test
    void cancelEndsTheEvaluation() {
        try (FeatureMatrix rows = SmallData.bumps(300, 9)) {
            assertThrows(CancellationException.class,
                () -> VaeEvaluator.evaluate(model, rows, EvaluationOptions.defaults(), (fraction, message) -> {
                    throw new CancellationException();
                }));
        }
    }

    @Test
    void cancelEndsTheEvaluationBetweenTheDrawsOfARow() {
        try (FeatureMatrix rows = SmallData.bumps(60, 9)) {
            assertThrows(CancellationException.class, () -> VaeEvaluator.evaluate(model, rows,
                new EvaluationOptions(100_000, false, 1, 1), (fraction, message) -> {
                    if (fraction > 0 && fraction < 1) {
                        throw new CancellationException();
                    }
                }));
        }
    }

    @Test
    void aRowFarFromAllThatWasTrainedOnHasAFiniteAndVeryLowBound() {
        try (FeatureMatrix data = SmallData.bumps(200, 1); FeatureMatrix rows = SmallData.bumps(2, 9)) {
            final VaeModel gaussian = VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
                LikelihoodSpec.gaussian(SmallData.FEATURES), SmallData.options(), Progress.NONE).model();
            for (int feature = 0; feature < SmallData.FEATURES; feature++) {
                rows.set(1, feature, 1e12f);
            }
            try (RowEvaluation found = VaeEvaluator.evaluate(gaussian, rows, EvaluationOptions.defaults(), Progress.NONE)) {
                assertEquals(true, Double.isFinite(found.elbo()[1]) && found.elbo()[1] < found.elbo()[0] - 1e12,
                    java.util.Arrays.toString(found.elbo()));
            }
        }
    }
}
