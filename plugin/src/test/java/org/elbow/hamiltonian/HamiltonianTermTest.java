package org.elbow.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LinearGaussian;
import org.elbow.vae.SmallData;
import org.elbow.vae.StepContext;
import org.elbow.vae.TermHarness;
import org.elbow.vae.TrainingResult;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeTrainer;
import org.elbow.vae.VaeWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HamiltonianTermTest {

    private static StepContext.Noise noise(final long seed) {
        return (purpose, row, target) -> RandomStreams.gaussian(RandomStreams.of(seed, purpose, row), target, 0, target.length);
    }

    private static double[] logWeights(final VaeModel model, final FeatureMatrix x, final HamiltonianOptions options,
        final long seed) {
        final int latent = model.architecture().latent();
        try (TermHarness harness = new TermHarness(model, x); HamiltonianTerm term = new HamiltonianTerm(harness.batch, x.rows(),
            new LearnedDynamics(options, latent), options.tempering())) {
            harness.gradient(term, List.of(), 1, noise(seed));
            final double[] values = new double[x.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = -term.value(row);
            }
            return values;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theExponentialOfTheLogWeightIsAnUnbiasedEstimateOfTheEvidence(final Tempering tempering) {
        final VaeModel model = LinearGaussian.model(0.3);
        final int draws = 3000;
        try (FeatureMatrix x = LinearGaussian.rows(4, 1)) {
            final double[][] weights = new double[x.rows()][draws];
            for (int draw = 0; draw < draws; draw++) {
                final double[] found = logWeights(model, x, HamiltonianOptions.defaults().withTempering(tempering), draw);
                for (int row = 0; row < x.rows(); row++) {
                    weights[row][draw] = found[row];
                }
            }
            for (int row = 0; row < x.rows(); row++) {
                final double evidence = LinearGaussian.logEvidence(x, row);
                final double estimate = logSumExp(weights[row]) - Math.log(draws);
                double squares = 0;
                double mean = 0;
                for (final double weight : weights[row]) {
                    squares += Math.exp(2 * (weight - estimate)) / draws;
                    mean += weight / draws;
                }
                final double error = Math.sqrt((squares - 1) / draws);
                assertEquals(evidence, estimate, 4 * error + 1e-3, tempering + ", row " + row);
                assertTrue(mean < evidence + 3 * error, "the bound lies below the evidence: " + mean + " < " + evidence);
            }
        }
    }

    @Test
    void leapfrogStepsAreReversibleAndPreserveVolume() {
        final VaeModel model = SmallData.model();
        final int latent = 2;
        final Dynamics dynamics = new Dynamics(new double[][]{{0.2, 0.1}, {0.2, 0.1}, {0.2, 0.1}}, new double[]{1, 1, 1}, 1);
        final float[] start = {0.4f, -0.7f};
        final double[] momentum = {0.9, 0.3};
        try (FeatureMatrix x = SmallData.bumps(1, 3)) {
            final double[] there = move(model, x, dynamics, start, momentum);
            // back: the same dynamics with the momentum turned round
            final double[] back = move(model, x, dynamics, new float[]{(float)there[0], (float)there[1]},
                new double[]{-there[2], -there[3]});
            assertArrayEquals(new double[]{start[0], start[1], -momentum[0], -momentum[1]}, back, 2e-5);
            // the determinant of the map of (z, ρ), by differences
            final double h = 1e-2;
            final double[][] jacobian = new double[2 * latent][];
            for (int i = 0; i < 2 * latent; i++) {
                final float[] upStart = start.clone();
                final float[] downStart = start.clone();
                final double[] upMomentum = momentum.clone();
                final double[] downMomentum = momentum.clone();
                if (i < latent) {
                    upStart[i] += (float)h;
                    downStart[i] -= (float)h;
                } else {
                    upMomentum[i - latent] += h;
                    downMomentum[i - latent] -= h;
                }
                final double[] up = move(model, x, dynamics, upStart, upMomentum);
                final double[] down = move(model, x, dynamics, downStart, downMomentum);
                jacobian[i] = new double[2 * latent];
                for (int j = 0; j < 2 * latent; j++) {
                    jacobian[i][j] = (up[j] - down[j]) / (2 * h);
                }
            }
            assertEquals(1, determinant(jacobian), 2e-3);
        }
    }

    /** z_K, then ρ_K. */
    private static double[] move(final VaeModel model, final FeatureMatrix x, final Dynamics dynamics, final float[] z,
        final double[] rho) {
        try (FloatBlock parameters = FloatBlock.of(model.parameters());
                VaePass batch = new VaePass(model.structure(), parameters, 1, true); VaeWorker worker = batch.newWorker();
                Trajectory trajectory = new Trajectory(batch, 1, dynamics.leapfrogSteps())) {
            batch.load(x, 0, 0, worker);
            trajectory.codes.get(0).put(0, z, 0, 2);
            System.arraycopy(rho, 0, trajectory.firstMomentum, 0, 2);
            trajectory.run(0, 1, dynamics, worker);
            final float[] last = trajectory.codes.get(dynamics.leapfrogSteps()).toArray();
            return new double[]{last[0], last[1], trajectory.lastMomentum[0], trajectory.lastMomentum[1]};
        }
    }

    private static double determinant(final double[][] matrix) {
        final double[][] a = new double[matrix.length][];
        for (int i = 0; i < a.length; i++) {
            a[i] = matrix[i].clone();
        }
        double determinant = 1;
        for (int i = 0; i < a.length; i++) {
            determinant *= a[i][i];
            for (int j = i + 1; j < a.length; j++) {
                final double factor = a[j][i] / a[i][i];
                for (int k = i; k < a.length; k++) {
                    a[j][k] -= factor * a[i][k];
                }
            }
        }
        return determinant;
    }

    @ParameterizedTest
    @EnumSource
    void trainingLearnsStepSizesAndTemperingInsideTheirBounds(final Tempering tempering) {
        try (FeatureMatrix data = SmallData.bumps(300, 1)) {
            final HamiltonianOptions options = HamiltonianOptions.defaults().withTempering(tempering);
            final TrainingResult result = VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
                LikelihoodSpec.bernoulli(SmallData.FEATURES), HamiltonianBound.objective(options), SmallData.options().withEpochs(12),
                Progress.NONE);
            assertTrue(result.history().get(11).trainingLoss() < result.history().get(0).trainingLoss() - 0.5,
                "" + result.history());
            final float[] steps = result.model().learned().get("hamiltonian.step");
            assertEquals(2, steps.length);
            for (final float step : steps) {
                assertTrue(step > 0 && step < 0.5 && Math.abs(step - 0.2f) > 1e-4, "step " + step);
            }
            assertEquals(3, result.model().learned().get("hamiltonian.alphas").length);
            final float beta0 = result.model().learned().get("hamiltonian.sqrt_beta0")[0];
            assertEquals(tempering == Tempering.NONE, beta0 == 1f, "√β₀ = " + beta0);
            assertTrue(result.model().record().objective().contains("Hamiltonian"), result.model().record().objective());
        }
    }

    @Test
    void theSameSeedGivesTheSameModelAlsoWithHamiltonianDynamics() {
        try (FeatureMatrix data = SmallData.bumps(100, 1)) {
            final float[][] parameters = new float[2][];
            for (int i = 0; i < 2; i++) {
                parameters[i] = VaeTrainer.train(data, SmallData.encoding(), SmallData.architecture(),
                    LikelihoodSpec.bernoulli(SmallData.FEATURES), HamiltonianBound.objective(HamiltonianOptions.defaults()),
                    SmallData.options(), Progress.NONE).model().parameters();
            }
            assertArrayEquals(parameters[0], parameters[1], 0f);
        }
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheirValue() {
        final String message = assertThrows(IllegalArgumentException.class,
            () -> new HamiltonianOptions(3, Tempering.NONE, false, 0.7, 0.5)).getMessage();
        assertTrue(message.contains("0.7") && message.contains("0.5"), message);
        assertThrows(IllegalArgumentException.class, () -> HamiltonianOptions.defaults().withLeapfrogSteps(0));
    }

    /** @return log Σ eˣ over the entries, without overflow; −∞ if there is none */
    private static double logSumExp(final double[] x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (final double value : x) {
            largest = Math.max(largest, value);
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (final double value : x) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }
}
