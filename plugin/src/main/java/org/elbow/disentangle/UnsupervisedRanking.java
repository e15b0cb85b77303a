package org.elbow.disentangle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/**
 * Unsupervised disentanglement ranking (Duan et al. 2020, section 4), which needs no factors: models that disentangle find the
 * same codes but for their order, sign and scale, while there are many ways to entangle. The codes of two models trained on
 * the same data are compared by R(a, b), the absolute Spearman correlation of code a of the one with code b of the other over
 * the same rows, for the codes that are informative, whose KL to the prior is above a threshold on average. With
 * d<sub>a</sub> and d<sub>b</sub> of them, r<sub>a</sub> = max<sub>b</sub> R(a, b) and r<sub>b</sub> = max<sub>a</sub> R(a, b),
 * a pair of models is worth
 * 1/(d<sub>a</sub> + d<sub>b</sub>) [Σ<sub>b</sub> r<sub>b</sub>²/Σ<sub>a</sub> R(a, b)
 * + Σ<sub>a</sub> r<sub>a</sub>²/Σ<sub>b</sub> R(a, b)], and a model the median over its pairs.
 */
public final class UnsupervisedRanking {

    /** A code is informative if its KL to the prior, averaged over the rows, is above this many nats. */
    public static final double INFORMATIVE_KL = 0.01;

    private static final int FEWEST_ROWS = 4;

    /**
     * A model's posteriors q(z|x) of some rows.
     *
     * @param mean [rows, codes]
     * @param logVariance [rows, codes]
     */
    public record Posteriors(FeatureMatrix mean, FeatureMatrix logVariance) {
    }

    /**
     * What a model is worth beside the others.
     *
     * @param score UDR, in [0, 1]; higher is better; 0 if no code is informative
     * @param informative how many of the model's codes are
     */
    public record Rank(double score, int informative) {
    }

    private UnsupervisedRanking() {
    }

    /**
     * Compares each model with all others. The order of the rows does not matter; of more than
     * {@value DisentanglementScores#MOST_ROWS} rows so many are chosen by their content for the correlations.
     *
     * @param models at least two; row for row of the same rows; not modified
     * @param seed of the choice of rows
     * @param progress hears how far the work has come
     * @return for each model, in their order
     * @throws DataException if there are fewer than four rows, or a code is not finite
     * @throws IllegalArgumentException if there are fewer than two models, or their numbers of rows differ
     * @throws CancellationException if {@code progress} cancels
     */
    public static List<Rank> of(final List<Posteriors> models, final long seed, final Progress progress) {
        if (models.size() < 2) {
            throw new IllegalArgumentException("There are " + models.size() + " models; at least 2 are needed to compare.");
        }
        final int rows = models.get(0).mean().rows();
        if (models.stream().anyMatch(model -> model.mean().rows() != rows || model.logVariance().rows() != rows)) {
            throw new IllegalArgumentException("The models' numbers of rows differ: "
                + models.stream().map(model -> model.mean().rows()).toList() + ".");
        }
        if (rows < FEWEST_ROWS) {
            throw new DataException("There are " + rows + " rows with codes of all models; to compare models at least "
                + FEWEST_ROWS + " are needed.");
        }
        final List<double[][]> ranks = ranks(models, seed, progress.part(0, 0.6));
        final double[][] pairs = new double[models.size()][models.size()];
        final double share = 0.4 / (models.size() * (models.size() - 1) / 2);
        double done = 0.6;
        for (int i = 0; i < pairs.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs[i][j] = pair(correlations(ranks.get(i), ranks.get(j), progress.part(done, done + share)));
                pairs[j][i] = pairs[i][j];
                done += share;
            }
        }
        return IntStream.range(0, pairs.length).mapToObj(i -> new Rank(
            StatUtils.percentile(IntStream.range(0, pairs.length).filter(j -> j != i).mapToDouble(j -> pairs[i][j]).toArray(),
                50),
            ranks.get(i).length)).toList();
    }

    /** For each model [informative codes][rows]: the rows' ranks around 0, of length 1; all 0 for a code that does not vary. */
    private static List<double[][]> ranks(final List<Posteriors> models, final long seed, final Progress progress) {
        final CodedRows rows = together(models, seed, progress.part(0, 0.3));
        final NaturalRanking ranking = new NaturalRanking();
        final List<double[][]> ranks = new ArrayList<>();
        int offset = 0;
        for (final Posteriors model : models) {
            final double[] divergence = divergence(model);
            final List<double[]> informative = new ArrayList<>();
            for (int c = 0; c < divergence.length; c++) {
                progress.update(0.3 + 0.7 * (offset + c) / rows.width(), "Ranking codes");
                if (divergence[c] > INFORMATIVE_KL) {
                    final int code = offset + c;
                    informative.add(standardised(
                        ranking.rank(IntStream.range(0, rows.rows()).mapToDouble(row -> rows.codes()[row][code]).toArray())));
                }
            }
            ranks.add(informative.toArray(double[][]::new));
            offset += divergence.length;
        }
        return ranks;
    }

    /** The codes of all models side by side, so that they are put in the same order, which follows from their content. */
    private static CodedRows together(final List<Posteriors> models, final long seed, final Progress progress) {
        final int rows = models.get(0).mean().rows();
        final int width = models.stream().mapToInt(model -> model.mean().columns()).sum();
        try (FeatureMatrix all = FeatureMatrix.allocate(rows, width, models.get(0).mean().storage())) {
            final float[] codes = new float[width];
            for (int row = 0; row < rows; row++) {
                int offset = 0;
                for (int m = 0; m < models.size(); m++) {
                    final int end = offset + models.get(m).mean().columns();
                    models.get(m).mean().getRow(row, codes, offset);
                    for (int c = offset; c < end; c++) {
                        if (!Float.isFinite(codes[c])) {
                            throw new DataException("Code " + (c - offset + 1) + " of row " + (row + 1) + " by model " + (m + 1)
                                + " is " + codes[c] + ", which cannot be compared. Leave the row out.");
                        }
                    }
                    offset = end;
                }
                all.setRow(row, codes, 0);
            }
            return CodedRows.of(all, Factors.none(), DisentanglementScores.MOST_ROWS, seed, progress);
        }
    }

    /** The mean KL of each code's posterior to the prior N(0, 1), in nats. */
    private static double[] divergence(final Posteriors model) {
        final int rows = model.mean().rows();
        final double[] divergence = new double[model.mean().columns()];
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < divergence.length; c++) {
                final double mean = model.mean().get(row, c);
                final double logVariance = model.logVariance().get(row, c);
                divergence[c] += 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance) / rows;
            }
        }
        return divergence;
    }

    private static double[] standardised(final double[] ranks) {
        final double mean = (ranks.length + 1) / 2.0;
        double squares = 0;
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] -= mean;
            squares += ranks[row] * ranks[row];
        }
        final double length = Math.sqrt(squares);
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = length > 0 ? ranks[row] / length : 0;
        }
        return ranks;
    }

    /** [codes of the one][codes of the other]. */
    private static double[][] correlations(final double[][] one, final double[][] other, final Progress progress) {
        final double[][] correlations = new double[one.length][other.length];
        for (int a = 0; a < one.length; a++) {
            progress.update((double)a / one.length, "Comparing models");
            for (int b = 0; b < other.length; b++) {
                double sum = 0;
                for (int row = 0; row < one[a].length; row++) {
                    sum += one[a][row] * other[b][row];
                }
                correlations[a][b] = Math.min(1, Math.abs(sum));
            }
        }
        return correlations;
    }

    /** @param correlations [codes of the one][codes of the other], each in [0, 1]. @return in [0, 1] */
    static double pair(final double[][] correlations) {
        if (correlations.length == 0 || correlations[0].length == 0) {
            return 0;
        }
        double sum = 0;
        for (final double[] row : correlations) {
            sum += distinctness(row);
        }
        for (int b = 0; b < correlations[0].length; b++) {
            final int column = b;
            sum += distinctness(IntStream.range(0, correlations.length).mapToDouble(a -> correlations[a][column]).toArray());
        }
        return sum / (correlations.length + correlations[0].length);
    }

    /** How much a code is like one of the other model's codes alone: max²/Σ. */
    private static double distinctness(final double[] correlations) {
        final double largest = StatUtils.max(correlations);
        return largest == 0 ? 0 : largest * largest / StatUtils.sum(correlations);
    }
}
