package org.elbow.influence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.influence.InfluenceRanking.Ranked;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.SmallData;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InfluenceRankingTest {

    private static final InfluenceOptions OPTIONS = new InfluenceOptions(2, 7, 2);

    private static VaeModel trained;

    @BeforeAll
    static void train() {
        trained = SmallData.model();
    }

    /** The indices of a column in the order of their influence, those of one sign. */
    private static List<Ranked> sorted(final float[][] influence, final int test, final int sign, final int count) {
        return IntStream.range(0, influence.length).filter(row -> sign * influence[row][test] > 0).boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> -sign * influence[row][test])).limit(count)
            .map(row -> new Ranked(row, influence[row][test])).toList();
    }

    @Test
    void rankingsAgreeWithTheFullMatrix() {
        try (FeatureMatrix train = SmallData.bumps(60, 2); FeatureMatrix test = SmallData.bumps(7, 3)) {
            final float[][] influence = TracIn.influence(trained, train, test, OPTIONS, Progress.NONE);
            for (final int count : new int[]{1, 5, 12, 1000}) {
                final InfluenceRanking ranking = InfluenceRanking.of(trained, train, test, count, OPTIONS, Progress.NONE);
                assertEquals(7, ranking.rows());
                for (int row = 0; row < 7; row++) {
                    assertEquals(sorted(influence, row, 1, count), ranking.proponents(row));
                    assertEquals(sorted(influence, row, -1, count), ranking.opponents(row));
                }
            }
            assertTrue(IntStream.range(0, 7).anyMatch(row -> !sorted(influence, row, -1, 5).isEmpty()), "there are opponents");
        }
    }

    @Test
    void duplicateRowsHaveEqualInfluenceAndStandTogether() {
        try (FeatureMatrix bumps = SmallData.bumps(20, 2)) {
            final int[] doubled = IntStream.range(0, 40).map(i -> i % 20).toArray();
            try (FeatureMatrix train = bumps.selectRows(doubled)) {
                final InfluenceRanking ranking = InfluenceRanking.of(trained, train, bumps, 40, OPTIONS, Progress.NONE);
                for (int row = 0; row < 20; row++) {
                    final List<Ranked> proponents = ranking.proponents(row);
                    for (int i = 0; i < proponents.size(); i += 2) {
                        assertEquals(20, Math.abs(proponents.get(i).row() - proponents.get(i + 1).row()));
                        // the products of matrices sum in another order at the edge of a block
                        assertEquals(proponents.get(i).influence(), proponents.get(i + 1).influence(),
                            1e-5 * proponents.get(0).influence());
                    }
                }
                final double[] self = TracIn.selfInfluence(trained, train, OPTIONS, Progress.NONE);
                for (int row = 0; row < 20; row++) {
                    assertEquals(self[row], self[row + 20], 1e-5 * self[row], "row " + row);
                }
            }
        }
    }

    @Test
    void aModelThatLearnsEachRowByHeartFindsItAsItsOwnTopProponent() {
        try (FeatureMatrix rows = SmallData.bumps(12, 4)) {
            final VaeModel model = VaeTrainer.train(rows, SmallData.encoding(),
                Architecture.dense(SmallData.FEATURES, SmallData.FEATURES, List.of(128), 12, Activation.RELU),
                LikelihoodSpec.bernoulli(SmallData.FEATURES),
                TrainingOptions.defaults().withEpochs(300).withBatchSize(4).withLearningRate(2e-3).withBeta(0.01, 0)
                    .withValidation(0, 0).withCheckpoints(5).withWorkers(1),
                Progress.NONE).model();
            final InfluenceRanking ranking =
                InfluenceRanking.of(model, rows, rows, 1, OPTIONS.withDraws(4), Progress.NONE);
            for (int row = 0; row < 12; row++) {
                assertEquals(row, ranking.proponents(row).get(0).row(), "row " + row);
            }
        }
    }

    @Test
    void theLastCheckpointsAloneAreTheSumWithoutTheOthers() {
        try (FeatureMatrix rows = SmallData.bumps(9, 2)) {
            final double[] all = TracIn.selfInfluence(trained, rows, OPTIONS, Progress.NONE);
            final double[] last = TracIn.selfInfluence(trained, rows, OPTIONS.withLastCheckpoints(1), Progress.NONE);
            final VaeModel firstOnly = new VaeModel(trained.architecture(), trained.likelihood(), trained.encoding(),
                trained.parameters(), trained.checkpoints().subList(0, 1), trained.record());
            final double[] first = TracIn.selfInfluence(firstOnly, rows, OPTIONS, Progress.NONE);
            for (int row = 0; row < 9; row++) {
                assertTrue(last[row] > 0 && last[row] < all[row]);
                assertEquals(all[row], first[row] + last[row], 1e-9 * all[row]);
            }
            assertArrayEquals(all, TracIn.selfInfluence(trained, rows, OPTIONS.withLastCheckpoints(99), Progress.NONE));
        }
    }

    @Test
    void eachFurtherLayerAddsToTheSelfInfluenceUntilAllAreThere() {
        try (FeatureMatrix rows = SmallData.bumps(9, 2)) {
            final int layers = trained.structure().decoder().layers().size() + trained.structure().encoder().layers().size();
            double[] before = new double[9];
            for (int count = 1; count <= layers; count++) {
                final double[] found = TracIn.selfInfluence(trained, rows, OPTIONS.withLastLayers(count), Progress.NONE);
                for (int row = 0; row < 9; row++) {
                    assertTrue(found[row] > before[row], count + " layers, row " + row);
                }
                before = found;
            }
            assertArrayEquals(TracIn.selfInfluence(trained, rows, OPTIONS, Progress.NONE), before);
            final float[][] pairs = TracIn.influence(trained, rows, rows, OPTIONS.withLastLayers(1), Progress.NONE);
            final double[] self = TracIn.selfInfluence(trained, rows, OPTIONS.withLastLayers(1), Progress.NONE);
            for (int row = 0; row < 9; row++) {
                assertEquals(self[row], pairs[row][row], 1e-4 * self[row]);
            }
        }
    }

    @Test
    void whatCannotBeRankedIsRefused() {
        try (FeatureMatrix rows = SmallData.bumps(3, 2)) {
            assertTrue(assertThrows(IllegalArgumentException.class,
                () -> InfluenceRanking.of(trained, rows, rows, 0, OPTIONS, Progress.NONE)).getMessage().contains("is 0"));
            final VaeModel without = new VaeModel(trained.architecture(), trained.likelihood(), trained.encoding(),
                trained.parameters(), List.of(), trained.record());
            assertThrows(DataException.class, () -> InfluenceRanking.of(without, rows, rows, 1, OPTIONS, Progress.NONE));
        }
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withLastCheckpoints(-1));
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.withLastLayers(-1));
    }
}
