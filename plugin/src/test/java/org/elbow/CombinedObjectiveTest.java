package org.elbow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.elbow.consistency.ConsistencyPenalty;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.disentangle.JacobianPenalty;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.hamiltonian.HamiltonianOptions;
import org.elbow.hamiltonian.Tempering;
import org.elbow.nn.Activation;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.Architecture;
import org.elbow.vae.LayerSpec.Conv2dSpec;
import org.elbow.vae.LayerSpec.Deconv2dSpec;
import org.elbow.vae.LayerSpec.DenseSpec;
import org.elbow.vae.LayerSpec.ReshapeSpec;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.Objective;
import org.elbow.vae.StepContext;
import org.elbow.vae.TermHarness;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All terms of a loss together, on several networks: the gradient is that of the loss, by differences along directions. */
class CombinedObjectiveTest {

    private static final int ROWS = 3;

    static Stream<Object[]> cases() {
        final Architecture dense = new Architecture(List.of(8), 2, List.of(new DenseSpec(8, 6, Activation.ELU)),
            List.of(new DenseSpec(2, 7, Activation.SIGMOID), new DenseSpec(7, 5, Activation.TANH),
                new DenseSpec(5, 8, Activation.IDENTITY)));
        final Architecture convolutional = new Architecture(List.of(1, 6, 6), 2,
            List.of(new Conv2dSpec(1, 2, 3, 1, 1, Activation.TANH), new Conv2dSpec(2, 3, 4, 2, 1, Activation.SOFTPLUS),
                new ReshapeSpec(List.of(27)), new DenseSpec(27, 5, Activation.TANH)),
            List.of(new DenseSpec(2, 18, Activation.SOFTPLUS), new ReshapeSpec(List.of(2, 3, 3)),
                new Deconv2dSpec(2, 3, 3, 2, 1, 1, Activation.TANH), new Conv2dSpec(3, 1, 3, 1, 1, Activation.IDENTITY),
                new ReshapeSpec(List.of(36))));
        final List<Object[]> cases = new ArrayList<>();
        for (final Architecture architecture : List.of(dense, convolutional)) {
            for (final LikelihoodSpec likelihood : List.of(LikelihoodSpec.bernoulli(architecture.features()),
                LikelihoodSpec.gaussian(architecture.features()))) {
                for (final Objective bound : List.of(Objective.elbo(),
                    HamiltonianBound.objective(new HamiltonianOptions(2, Tempering.FREE, true, 0.15, 0.5)))) {
                    cases.add(new Object[]{architecture, likelihood, bound});
                }
            }
        }
        return cases.stream();
    }

    private static VaeModel model(final Architecture architecture, final LikelihoodSpec likelihood, final float[] parameters) {
        return new VaeModel(architecture, likelihood,
            new FeatureEncoding(List.of(new VectorEncoding("x", architecture.features(), Scaling.NONE, 0, 1))), parameters,
            List.of(), new TrainingRecord(TrainingOptions.defaults(), "all together", 0, 0, 0, 0, 0, "test"));
    }

    private static float[] random(final int length, final long seed, final double scale) {
        final float[] values = new float[length];
        RandomStreams.gaussian(new SplittableRandom(seed), values, 0, length);
        for (int i = 0; i < length; i++) {
            values[i] *= (float)scale;
        }
        return values;
    }

    /** The loss and, if asked for, its gradient. */
    private static double loss(final VaeModel model, final FeatureMatrix x, final Objective objective,
        final float[] gradient) {
        final StepContext.Noise noise =
            (purpose, row, target) -> RandomStreams.gaussian(RandomStreams.of(5, purpose, row), target, 0, target.length);
        try (TermHarness harness = new TermHarness(model, x);
                MainTerm main = objective.bound().create(harness.batch, ROWS, 2)) {
            final List<LossTerm> penalties = new ArrayList<>();
            objective.penalties().forEach(penalty -> penalties.add(penalty.create(harness.batch, main, ROWS, 2)));
            final float[] found = harness.gradient(main, penalties, 1.5, noise);
            if (gradient != null) {
                System.arraycopy(found, 0, gradient, 0, found.length);
            }
            double sum = harness.mean(main::value);
            for (final LossTerm penalty : penalties) {
                sum += harness.mean(penalty::value);
                penalty.close();
            }
            return sum;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientOfAllTermsIsThatOfTheirSum(final Architecture architecture, final LikelihoodSpec likelihood,
        final Objective bound) {
        final Objective objective = bound.plus(new JacobianPenalty(0.2, 0)).plus(new ConsistencyPenalty(0.7, (row, target, r) -> {
            for (int i = 0; i < row.length; i++) {
                target[i] = 0.8f * row[i] + 0.1f;
            }
        }, 1));
        final int count = new VaeStructure(architecture, likelihood).parameterCount();
        final float[] start = random(count, 1, 0.4);
        final float[] gradient = new float[count];
        try (FeatureMatrix x = FeatureMatrix.allocate(ROWS, architecture.features())) {
            final SplittableRandom random = new SplittableRandom(3);
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < x.columns(); i++) {
                    x.set(row, i, (float)random.nextDouble());
                }
            }
            loss(model(architecture, likelihood, start), x, objective, gradient);
            for (int direction = 0; direction < 6; direction++) {
                final float[] step = random(count, 10 + direction, 1);
                final double h = 2e-3;
                final double[] ends = new double[2];
                for (int side = 0; side < 2; side++) {
                    final float[] moved = new float[count];
                    for (int i = 0; i < count; i++) {
                        moved[i] = (float)(start[i] + (side == 0 ? h : -h) * step[i]);
                    }
                    ends[side] = loss(model(architecture, likelihood, moved), x, objective, null);
                }
                double expected = 0;
                double norm = 0;
                for (int i = 0; i < count; i++) {
                    expected += (double)gradient[i] * step[i];
                    norm += (double)gradient[i] * gradient[i];
                }
                assertEquals(expected, (ends[0] - ends[1]) / (2 * h), 0.01 * Math.sqrt(norm), "direction " + direction);
            }
        }
    }
}
