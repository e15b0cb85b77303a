package org.elbow.disentangle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;

/** The scores one by one, on cases that can be worked out by hand. */
class SmallScoresTest {

    private static CodedRows rows(final double[][] codes, final Factors factors) {
        final float[][] floats = new float[codes.length][codes[0].length];
        for (int row = 0; row < codes.length; row++) {
            for (int c = 0; c < codes[row].length; c++) {
                floats[row][c] = (float)codes[row][c];
            }
        }
        try (FeatureMatrix matrix = FeatureMatrix.of(floats)) {
            return CodedRows.of(matrix, factors, Integer.MAX_VALUE, 1, Progress.NONE);
        }
    }

    private static Factors measured(final double[]... factors) {
        return new Factors(IntStream.range(0, factors.length)
            .mapToObj(f -> Factors.Column.measured("factor " + f, factors[f], 50)).toList());
    }

    @Test
    void importancesGiveDisentanglementAndCompleteness() {
        // code 1 serves both factors alike, code 2 the second alone, code 3 none
        final FactorImportance dci = new FactorImportance(new double[][]{{1, 0.5}, {0, 0.5}, {0, 0}}, 0.8);
        final double third = 1 / 3.0;
        final double entropy = -(2 * third * Math.log(2 * third) + third * Math.log(third));
        assertEquals((1.5 * (1 - entropy / Math.log(2)) + 0.5 * 1) / 2, dci.disentanglement(), 1e-12);
        assertEquals((1 + (1 - Math.log(2) / Math.log(3))) / 2, dci.completeness(), 1e-12);
        assertEquals(0, new FactorImportance(new double[3][2], 0.5).disentanglement());
    }

    @Test
    void predictabilityOfMeasuredFactorsIsTheSquaredCorrelation() {
        // with the factor 0, 1, 2, 3: 0, 1, 1, 2 has covariance 0.75, variances 1.25 and 0.5; 1, 0, 0, 1 has none
        final CodedRows rows = rows(new double[][]{{0, 1, 7}, {1, 0, 7}, {1, 0, 7}, {2, 1, 7}},
            measured(new double[]{0, 1, 2, 3}));
        final double[][] matrix = AttributePredictability.matrix(rows, Progress.NONE);
        assertEquals(0.75 * 0.75 / 1.25 / 0.5, matrix[0][0], 1e-12);
        assertEquals(0, matrix[1][0], 1e-12);
        assertEquals(0, matrix[2][0]);
        assertEquals(0.9, AttributePredictability.gap(matrix), 1e-12);
        assertEquals((0.6 + 0.25) / 2, AttributePredictability.gap(new double[][]{{0.9, 0.25}, {0.3, 0.5}}), 1e-12);
        assertEquals(0.4, AttributePredictability.gap(new double[][]{{0.4}}), 1e-12);
    }

    @Test
    void theNominalValueBetweenTwoOthersIsPredictedToo() {
        final SplittableRandom random = new SplittableRandom(1);
        final int[] shape = random.ints(600, 0, 3).toArray();
        final double[][] codes = Arrays.stream(shape)
            .mapToObj(s -> new double[]{s + 0.2 * random.nextDouble(), random.nextDouble()}).toArray(double[][]::new);
        final Factors factors = new Factors(List.of(Factors.Column.nominal("shape",
            Arrays.stream(shape).mapToObj(s -> "a" + s).toArray(String[]::new))));
        final double[][] matrix = AttributePredictability.matrix(rows(codes, factors), Progress.NONE);
        assertEquals(1, matrix[0][0], 1e-12);
        assertEquals(1 / 3.0, matrix[1][0], 0.1);
    }

    @Test
    void theAreaUnderTheCurveCountsPairsInOrder() {
        // of the pairs (positive, negative): 0.8 > 0.1, 0.8 > 0.4, 0.4 > 0.1, and 0.4 = 0.4 counts half
        assertEquals(3.5 / 4, Explicitness.area(new double[]{0.1, 0.4, 0.4, 0.8}, new int[]{0, 0, 1, 1}), 1e-12);
        assertEquals(0, Explicitness.area(new double[]{2, 1}, new int[]{0, 1}), 1e-12);
    }

    @Test
    void robustnessIsTheShareThatOtherFactorsDoNotMove() {
        // one code: 10 · a + b with a, b in {0, 1}: given a it moves by 0.5 from its mean, of 5.5 in all
        final double[][] codes = new double[400][];
        final double[] a = new double[codes.length];
        final double[] b = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            a[row] = row % 2;
            b[row] = row / 2 % 2;
            codes[row] = new double[]{10 * a[row] + b[row], 3};
        }
        assertEquals(1 - 0.5 / 5.5, InterventionalRobustness.of(rows(codes, measured(a, b)), Progress.NONE), 1e-6);
        assertEquals(1 - 5 / 5.5, InterventionalRobustness.of(rows(codes, measured(b)), Progress.NONE), 1e-6);
    }

    @Test
    void theTotalCorrelationOfCorrelatedGaussiansIsThatOfTheirCovariance() {
        final double rho = 0.8;
        final SplittableRandom random = new SplittableRandom(2);
        final double[][] codes = new double[100_000][];
        Arrays.setAll(codes, row -> {
            final double u = random.nextGaussian();
            return new double[]{u, 5 * (rho * u + Math.sqrt(1 - rho * rho) * random.nextGaussian()) - 2, 10};
        });
        final CodeDependence dependence = new CodeDependence(rows(codes, new Factors(List.of())), Progress.NONE);
        // the estimate's standard deviation is ρ/√rows
        assertEquals(-Math.log(1 - rho * rho) / 2, dependence.totalCorrelation(), 4 * rho / Math.sqrt(codes.length));
        // two numbers in bins tell less of one another than as they are, but not much
        final double information = dependence.mutualInformation(40, Progress.NONE);
        assertTrue(information < dependence.totalCorrelation() && information > 0.8 * dependence.totalCorrelation(),
            "information " + information);
    }

    @Test
    void theWassersteinCorrelationIsTheDistanceFromIndependence() {
        // unit variances, covariance ρ exactly: eigenvalues 1 ± ρ, hence 2 (2 − √(1 + ρ) − √(1 − ρ))/2
        final double[][] codes = {{2, 1}, {1, 2}, {-2, -1}, {-1, -2}};
        final double rho = 4 / 5.0;
        final CodeDependence dependence = new CodeDependence(rows(codes, new Factors(List.of())), Progress.NONE);
        assertEquals(2 - Math.sqrt(1 + rho) - Math.sqrt(1 - rho), dependence.wassersteinCorrelation(), 1e-12);
        assertEquals(-Math.log(1 - rho * rho) / 2, dependence.totalCorrelation(), 1e-12);
    }

    @Test
    void treesFindTheImportantInputAndAnInteraction() {
        final SplittableRandom random = new SplittableRandom(3);
        final double[][] x = new double[2_000][];
        final int[] classes = new int[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = random.doubles(3).toArray();
            classes[row] = (x[row][0] > 0.5 ? 1 : 0) ^ (x[row][2] > 0.3 ? 1 : 0);
        }
        final DecisionForest forest = DecisionForest.train(x, classes, 2, 1, Progress.NONE);
        assertEquals(0, forest.importance()[1], 0.1);
        assertEquals(1, Arrays.stream(forest.importance()).sum(), 1e-12);
        final long right = IntStream.range(0, 500).mapToObj(i -> random.doubles(3).toArray())
            .filter(input -> forest.classOf(input) == ((input[0] > 0.5 ? 1 : 0) ^ (input[2] > 0.3 ? 1 : 0))).count();
        assertTrue(right > 480, right + " of 500");
        assertArrayEquals(forest.importance(), DecisionForest.train(x, classes, 2, 1, Progress.NONE).importance());
    }

    /** Codes that change places when the first factor exceeds its middle. */
    private static double[][] exchanging(final double[] a, final double[] b) {
        final double[][] codes = new double[a.length][];
        Arrays.setAll(codes, row -> a[row] < 20 ? new double[]{a[row], b[row]} : new double[]{b[row], a[row]});
        return codes;
    }

    @Test
    void codesThatExchangeTheirMeaningAreDisentangledLocallyButNotGlobally() {
        final double[] a = new double[40 * 40 * 4];
        final double[] b = new double[a.length];
        for (int row = 0; row < a.length; row++) {
            a[row] = row % 40;
            b[row] = row / 40 % 40;
        }
        final DisentanglementOptions options =
            new DisentanglementOptions(Set.of(DisentanglementScore.LOCAL_MIG), 20, 5, 0.1, 20, 10_000, 10, 100, 10, 10, 0.01,
                1);
        final CodedRows rows = rows(exchanging(a, b), measured(a, b));
        final List<int[]> found = Neighbourhoods.among(rows, options, Progress.NONE);
        assertEquals(20, found.size());
        final LocalScores local = LocalScores.of(rows.codes(), rows.labels(), found, 5, Progress.NONE);
        final MutualInformation global = MutualInformation.of(rows.codes(), rows.labels(), 20);
        assertTrue(global.gap() < 0.2, "global " + global.gap());
        assertTrue(local.gap() > 0.6 && local.modularity() > 0.9, local.toString());
    }

    @Test
    void neighbourhoodsKeepToTheRadiusAndToFixedFactors() {
        final SplittableRandom random = new SplittableRandom(4);
        final double[] wide = random.ints(30_000, 0, 25).asDoubleStream().toArray();
        final double[] few = random.ints(wide.length, 0, 5).asDoubleStream().toArray();
        final Factors factors = measured(wide, few);
        final CodedRows rows = rows(Arrays.stream(wide).mapToObj(x -> new double[]{x}).toArray(double[][]::new), factors);
        final DisentanglementOptions options =
            new DisentanglementOptions(Set.of(DisentanglementScore.LOCAL_MIG), 20, 5, 0.15, 7, 300, 10, 100, 10, 10, 0.01,
                1);
        final List<int[]> found = Neighbourhoods.among(rows, options, Progress.NONE);
        assertEquals(7, found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(300, found.get(i).length);
            for (final int row : found.get(i)) {
                // floor(25 · 0.15) = 3; there are enough rows even nearer
                assertTrue(Math.abs(rows.labels()[row][0] - rows.labels()[i][0]) <= 3);
                assertEquals(rows.labels()[i][1], rows.labels()[row][1]);
            }
        }
        final CodedRows sparse = rows.first(100);
        assertTrue(Neighbourhoods.among(sparse, options, Progress.NONE).isEmpty());
    }

    @Test
    void equalRowsDoNotStandTogether() {
        final double[] factor = IntStream.range(0, 1000).mapToDouble(row -> row % 2).toArray();
        final CodedRows first = rows(Arrays.stream(factor).mapToObj(x -> new double[]{x}).toArray(double[][]::new),
            measured(factor)).first(100);
        final int ones = Arrays.stream(first.labels(0)).sum();
        assertTrue(ones > 30 && ones < 70, ones + " of 100");
    }

    @Test
    void givenNeighbourhoodsAreAveraged() {
        // in the first the code is the factor, in the second it is constant
        final double[][] codes = {{0}, {1}, {5}, {5}};
        final int[][] labels = {{0}, {1}, {0}, {1}};
        final LocalScores scores =
            LocalScores.of(codes, labels, Neighbourhoods.grouped(new int[]{9, 9, -2, -2}), 5, Progress.NONE);
        assertEquals(0.5, scores.gap(), 1e-12);
        assertEquals(2, scores.neighbourhoods());
        assertTrue(Double.isNaN(scores.modularity()));
    }
}
