package org.elbow.disentangle;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;

/**
 * The two scores that guess which factor was held fixed among some rows. Both are the share of right guesses, in [0, 1], and
 * about 1/F at chance, F being the number of factors.
 */
final class FixedFactorScores {

    private static final int REPORT_EVERY = 16;

    private final CodedRows rows;

    private final int[][][] rowsByValue;

    private final int rowsPerGuess;

    private final int guesses;

    private final long seed;

    /**
     * @param rows with two factors or more
     * @param rowsPerGuess how many rows, or pairs of rows, a guess is made from
     * @param guesses how many guesses are learned from, and as many are judged
     */
    FixedFactorScores(final CodedRows rows, final int rowsPerGuess, final int guesses, final long seed) {
        this.rows = rows.standardised();
        this.rowsPerGuess = rowsPerGuess;
        this.guesses = guesses;
        this.seed = seed;
        rowsByValue = IntStream.range(0, rows.factors().size()).mapToObj(rows::rowsByValue).toArray(int[][][]::new);
    }

    /**
     * The β-VAE score (Higgins et al. 2017, section 3): pairs of rows agree in one factor and are chosen at random otherwise; a
     * linear classifier tells the factor from |z − z′|, averaged over pairs. Codes are divided by their standard deviation
     * first.
     *
     * @throws CancellationException if {@code progress} cancels
     */
    double betaVae(final Progress progress) {
        final double[][] differences = new double[2 * guesses][];
        final int[] factors = new int[differences.length];
        for (int guess = 0; guess < differences.length; guess++) {
            report(guess, "β-VAE score", progress);
            final SplittableRandom random = RandomStreams.of(seed, 0, guess);
            factors[guess] = random.nextInt(rowsByValue.length);
            differences[guess] = difference(factors[guess], random);
        }
        final int[] known = Arrays.copyOf(factors, guesses);
        if (Arrays.stream(known).distinct().count() < 2) {
            return Double.NaN;
        }
        final LinearClassifier classifier = LinearClassifier.logistic(Arrays.copyOf(differences, guesses), known);
        final long right =
            IntStream.range(guesses, 2 * guesses).filter(i -> classifier.classOf(differences[i]) == factors[i]).count();
        return (double)right / guesses;
    }

    /** The mean of |z − z′| over pairs that agree in a factor. */
    private double[] difference(final int factor, final SplittableRandom random) {
        final double[] mean = new double[rows.width()];
        for (int pair = 0; pair < rowsPerGuess; pair++) {
            final int first = random.nextInt(rows.rows());
            final int[] alike = rowsByValue[factor][rows.labels()[first][factor]];
            int second = alike[random.nextInt(alike.length)];
            if (second == first && alike.length > 1) {
                // the next one, so that a row is not compared with itself
                second = alike[(Arrays.binarySearch(alike, second) + 1) % alike.length];
            }
            for (int code = 0; code < mean.length; code++) {
                mean[code] += Math.abs(rows.codes()[first][code] - rows.codes()[second][code]) / rowsPerGuess;
            }
        }
        return mean;
    }

    /**
     * The FactorVAE score (Kim and Mnih 2018, section 4): rows agree in one factor; the code that varies least, relative to its
     * variance over all rows, votes for it, and each code is taken to mean the factor that it got most votes for.
     *
     * @param active which codes vary enough to vote
     * @return the score; NaN if no code is active
     * @throws CancellationException if {@code progress} cancels
     */
    double factorVae(final boolean[] active, final Progress progress) {
        if (IntStream.range(0, active.length).noneMatch(code -> active[code])) {
            return Double.NaN;
        }
        final int[][] votes = new int[rows.width()][rowsByValue.length];
        final int[][] judged = new int[rows.width()][rowsByValue.length];
        for (int guess = 0; guess < 2 * guesses; guess++) {
            report(guess, "FactorVAE score", progress);
            final SplittableRandom random = RandomStreams.of(seed, 1, guess);
            final int factor = random.nextInt(rowsByValue.length);
            final int code = steadiest(factor, active, random);
            (guess < guesses ? votes : judged)[code][factor]++;
        }
        int right = 0;
        for (int code = 0; code < votes.length; code++) {
            int meant = 0;
            for (int f = 1; f < votes[code].length; f++) {
                meant = votes[code][f] > votes[code][meant] ? f : meant;
            }
            right += judged[code][meant];
        }
        return (double)right / guesses;
    }

    private int steadiest(final int factor, final boolean[] active, final SplittableRandom random) {
        final int[] alike = rowsByValue[factor][rows.labels()[random.nextInt(rows.rows())][factor]];
        final double[] sum = new double[rows.width()];
        final double[] squares = new double[rows.width()];
        for (int i = 0; i < rowsPerGuess; i++) {
            final double[] code = rows.codes()[alike[random.nextInt(alike.length)]];
            for (int c = 0; c < sum.length; c++) {
                sum[c] += code[c];
                squares[c] += code[c] * code[c];
            }
        }
        int steadiest = -1;
        double least = 0;
        for (int c = 0; c < sum.length; c++) {
            final double variance = squares[c] / rowsPerGuess - sum[c] / rowsPerGuess * (sum[c] / rowsPerGuess);
            if (active[c] && (steadiest < 0 || variance < least)) {
                steadiest = c;
                least = variance;
            }
        }
        return steadiest;
    }

    private void report(final int guess, final String what, final Progress progress) {
        if (guess % REPORT_EVERY == 0) {
            progress.update((double)guess / (2 * guesses), what);
        }
    }
}
