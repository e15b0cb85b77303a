package org.elbow.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each score on each kind of model. */
class EveryScoreTest {

    private static final Map<ScoredModels, VaeModel> MODELS = new EnumMap<>(ScoredModels.class);

    private static final Map<ScoredModels, VaeModel> BACKGROUNDS = new EnumMap<>(ScoredModels.class);

    private static final ImportanceSamplingOptions SAMPLING = new ImportanceSamplingOptions(30, 1, 2);

    enum Score {
        POSTERIOR_REGRET {
            @Override
            double[] of(final ScoredModels kind, final FeatureMatrix rows) {
                return regret(kind, rows, LikelihoodRegretOptions.defaults(RegretVariant.POSTERIOR));
            }
        },
        ENCODER_REGRET {
            @Override
            double[] of(final ScoredModels kind, final FeatureMatrix rows) {
                return regret(kind, rows,
                    LikelihoodRegretOptions.defaults(RegretVariant.ENCODER).withLearningRate(0.002).withIterations(50));
            }
        },
        IWAE_REGRET {
            @Override
            double[] of(final ScoredModels kind, final FeatureMatrix rows) {
                return regret(kind, rows, LikelihoodRegretOptions.defaults().withBound(LikelihoodBound.IWAE, 30));
            }
        },
        NEGATIVE_LOG_LIKELIHOOD {
            @Override
            double[] of(final ScoredModels kind, final FeatureMatrix rows) {
                return Arrays.stream(
                    ImportanceWeightedLikelihood.logLikelihood(MODELS.get(kind), rows, SAMPLING, Progress.NONE))
                    .map(value -> -value).toArray();
            }
        },
        LIKELIHOOD_RATIO {
            @Override
            double[] of(final ScoredModels kind, final FeatureMatrix rows) {
                return LikelihoodRatio.score(MODELS.get(kind), BACKGROUNDS.get(kind), rows, SAMPLING, Progress.NONE);
            }
        },
        INPUT_COMPLEXITY {
            @Override
            double[] of(final ScoredModels kind, final FeatureMatrix rows) {
                return InputComplexity.score(MODELS.get(kind), rows, SAMPLING, Progress.NONE);
            }
        };

        abstract double[] of(ScoredModels kind, FeatureMatrix rows);

        private static double[] regret(final ScoredModels kind, final FeatureMatrix rows,
            final LikelihoodRegretOptions options) {
            return LikelihoodRegret.score(MODELS.get(kind), rows, options, Progress.NONE).regret();
        }
    }

    @BeforeAll
    static void train() {
        for (final ScoredModels kind : ScoredModels.values()) {
            MODELS.put(kind, kind.model());
            BACKGROUNDS.put(kind, kind.background());
        }
    }

    static Stream<Arguments> scoresAndModels() {
        return Stream.of(Score.values())
            .flatMap(score -> Stream.of(ScoredModels.values()).map(kind -> Arguments.of(score, kind)));
    }

    @ParameterizedTest
    @MethodSource("scoresAndModels")
    void aScoreIsFiniteAndTheRowsOwn(final Score score, final ScoredModels kind) {
        try (FeatureMatrix rows = kind.ordinary(10, 5); FeatureMatrix some = rows.selectRows(new int[] {9, 3, 3})) {
            final double[] all = score.of(kind, rows);
            assertTrue(Arrays.stream(all).allMatch(Double::isFinite), Arrays.toString(all));
            assertTrue(Arrays.stream(all).distinct().count() > 1, "not all the same: " + Arrays.toString(all));
            // the same numbers are multiplied in blocks of another size, and 100 steps of Adam amplify the rounding
            assertArrayEquals(new double[] {all[9], all[3], all[3]}, score.of(kind, some), 5e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("scoresAndModels")
    void novelRowsScoreHigher(final Score score, final ScoredModels kind) {
        try (FeatureMatrix ordinary = kind.ordinary(15, 6); FeatureMatrix novel = kind.novel(15, 7)) {
            final double[] scores =
                Stream.of(score.of(kind, ordinary), score.of(kind, novel)).flatMapToDouble(Arrays::stream).toArray();
            final boolean[] isNovel = new boolean[30];
            Arrays.fill(isNovel, 15, 30, true);
            final double auc = RankingEvaluation.of(scores, isNovel).rocAuc();
            if (score == Score.INPUT_COMPLEXITY && kind.likelihood().groups().get(0).family() == LikelihoodFamily.BERNOULLI) {
                // a shade of grey costs the model a bit at most, but the compressor eight
                assertTrue(auc < 0.1, "AUC " + auc);
            } else {
                assertTrue(auc > 0.9, "AUC " + auc + " " + Arrays.toString(scores));
            }
        }
    }
}
