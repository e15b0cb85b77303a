package org.elbow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.HamiltonianSampler;
import org.elbow.hamiltonian.SamplerOptions;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.Test;

/** The engine from a plain Java program, as the README shows it. */
class JavaProgramTest {

    @Test
    void threeLinesTrainAndScore() {
        final float[][] numbers = new float[200][20];
        final SplittableRandom random = new SplittableRandom(1);
        for (final float[] row : numbers) {
            final double factor = random.nextGaussian();
            for (int i = 0; i < row.length; i++) {
                row[i] = (float)(factor * Math.sin(i) + 0.1 * random.nextGaussian());
            }
        }
        try (FeatureMatrix rows = FeatureMatrix.of(numbers)) {
            final VaeModel model = VaeTrainer.train(rows, FeatureEncoding.asTheyStand(20),
                Architecture.dense(20, 20, List.of(64), 4, Activation.RELU), LikelihoodSpec.gaussian(20),
                TrainingOptions.defaults(), Progress.NONE).model();
            final double[] regret =
                LikelihoodRegret.score(model, rows, LikelihoodRegretOptions.defaults(), Progress.NONE).regret();
            assertEquals(200, regret.length);
            assertTrue(Arrays.stream(regret).allMatch(Double::isFinite), Arrays.toString(regret));
            try (HamiltonianEstimates found =
                HamiltonianSampler.estimate(model, rows, SamplerOptions.defaults(), Progress.NONE)) {
                assertEquals(200, found.summary().rows());
            }
        }
    }
}
