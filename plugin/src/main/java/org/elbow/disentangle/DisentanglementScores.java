package org.elbow.disentangle;

import static org.elbow.disentangle.DisentanglementScore.ACTIVE_UNITS;
import static org.elbow.disentangle.DisentanglementScore.BETA_VAE;
import static org.elbow.disentangle.DisentanglementScore.CODE_INFORMATION;
import static org.elbow.disentangle.DisentanglementScore.DCI_COMPLETENESS;
import static org.elbow.disentangle.DisentanglementScore.DCI_DISENTANGLEMENT;
import static org.elbow.disentangle.DisentanglementScore.DCI_INFORMATIVENESS;
import static org.elbow.disentangle.DisentanglementScore.EXPLICITNESS;
import static org.elbow.disentangle.DisentanglementScore.FACTOR_VAE;
import static org.elbow.disentangle.DisentanglementScore.IRS;
import static org.elbow.disentangle.DisentanglementScore.LOCAL_MIG;
import static org.elbow.disentangle.DisentanglementScore.LOCAL_MODULARITY;
import static org.elbow.disentangle.DisentanglementScore.MIG;
import static org.elbow.disentangle.DisentanglementScore.MODULARITY;
import static org.elbow.disentangle.DisentanglementScore.SAP;
import static org.elbow.disentangle.DisentanglementScore.TOTAL_CORRELATION;
import static org.elbow.disentangle.DisentanglementScore.WASSERSTEIN_CORRELATION;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/**
 * How codes relate to known factors and to one another: all scores at once. They do not depend on the order of the rows: what
 * is chosen at random is chosen by the rows' content. Of more than {@value #MOST_ROWS} rows so many are chosen, except for
 * the mutual information of codes and factors, which is measured on all.
 */
public final class DisentanglementScores {

    /** From more rows so many are chosen. */
    public static final int MOST_ROWS = 100_000;

    private static final int FEWEST_ROWS = 4;

    /**
     * What was found.
     *
     * @param values by score, in the scores' order; NaN where the note says why
     * @param notes what there is to say about a score beyond its value
     * @param information of each code about each varying factor; {@code null} if there is no factor that varies
     * @param factors the names of the varying factors, as in {@code information}
     */
    public record Result(Map<DisentanglementScore, Double> values, Map<DisentanglementScore, String> notes,
        MutualInformation information, List<String> factors) {
    }

    private final Factors varying;

    private final DisentanglementOptions options;

    private final Map<DisentanglementScore, Double> values = new EnumMap<>(DisentanglementScore.class);

    private final Map<DisentanglementScore, String> notes = new EnumMap<>(DisentanglementScore.class);

    private DisentanglementScores(final Factors varying, final DisentanglementOptions options) {
        this.varying = varying;
        this.options = options;
    }

    /**
     * Computes the scores. Those that compare with factors are left out if there are no factors, or none that varies.
     *
     * @param codes [rows, codes], usually the means of q(z|x); not modified
     * @param factors of the rows; may be none
     * @param local rows drawn in neighbourhoods for the local scores; {@code null} to look for neighbourhoods among the rows
     * @param options which scores, and how
     * @param progress hears how far the work has come
     * @return the scores
     * @throws DataException if there are fewer than four rows, or a code is not finite
     * @throws IllegalArgumentException if the numbers of rows of codes and factors differ
     * @throws CancellationException if {@code progress} cancels
     */
    public static Result of(final FeatureMatrix codes, final Factors factors, final LocalSample local,
        final DisentanglementOptions options, final Progress progress) {
        if (codes.rows() < FEWEST_ROWS) {
            throw new DataException("There are " + codes.rows() + " rows; to score codes at least " + FEWEST_ROWS
                + " are needed.");
        }
        if (!factors.isEmpty() && factors.columns().get(0).labels().length != codes.rows()) {
            throw new IllegalArgumentException("There are " + codes.rows() + " rows of codes, but "
                + factors.columns().get(0).labels().length + " rows of factors.");
        }
        final Factors varying = factors.varying();
        final DisentanglementScores scores = new DisentanglementScores(varying, options);
        final CodedRows rows = CodedRows.of(codes, varying, MOST_ROWS, options.seed(), progress.part(0, 0.05));
        MutualInformation information = null;
        if (!varying.isEmpty()) {
            information = MutualInformation.of(codes, varying.labels(), options.bins(), progress.part(0.05, 0.1));
            scores.information(information);
            scores.classifiers(rows.first(options.classifierRows()), progress.part(0.1, 0.6));
            scores.guesses(rows, progress.part(0.6, 0.7));
            scores.local(rows, local, progress.part(0.7, 0.9));
        }
        // in an order of their own, so that they are the same whatever factors are given
        final CodedRows codesAlone = varying.isEmpty() ? rows
            : CodedRows.of(codes, Factors.none(), MOST_ROWS, options.seed(), progress.part(0.9, 0.92));
        scores.independence(codesAlone, progress.part(0.92, 1));
        return new Result(scores.values, scores.notes, information,
            varying.columns().stream().map(Factors.Column::name).toList());
    }

    private void put(final DisentanglementScore score, final double value, final String ifNaN) {
        if (options.scores().contains(score)) {
            values.put(score, value);
            if (Double.isNaN(value)) {
                notes.put(score, ifNaN);
            }
        }
    }

    private void information(final MutualInformation information) {
        put(MIG, information.gap(), null);
        put(MODULARITY, varying.columns().size() < 2 ? Double.NaN : information.modularity(),
            "Needs two factors that vary.");
    }

    private void classifiers(final CodedRows rows, final Progress progress) {
        if (options.anyOf(EXPLICITNESS)) {
            put(EXPLICITNESS, Explicitness.of(rows, progress.part(0, 0.3)), "No value of a factor occurs often enough.");
        }
        if (options.anyOf(SAP)) {
            put(SAP, AttributePredictability.gap(AttributePredictability.matrix(rows, progress.part(0.3, 0.5))), null);
        }
        if (options.anyOf(DCI_DISENTANGLEMENT, DCI_COMPLETENESS, DCI_INFORMATIVENESS)) {
            final FactorImportance importance = FactorImportance.of(rows, options.seed(), progress.part(0.5, 1));
            put(DCI_DISENTANGLEMENT, importance.disentanglement(), null);
            put(DCI_COMPLETENESS, importance.completeness(), null);
            put(DCI_INFORMATIVENESS, importance.informativeness(), null);
        }
    }

    private void guesses(final CodedRows rows, final Progress progress) {
        final boolean enough = varying.columns().size() > 1;
        final FixedFactorScores guessing =
            new FixedFactorScores(rows, options.rowsPerGuess(), options.guesses(), options.seed());
        if (options.anyOf(BETA_VAE)) {
            put(BETA_VAE, enough ? guessing.betaVae(progress.part(0, 0.4)) : Double.NaN, "Needs two factors that vary.");
        }
        if (options.anyOf(FACTOR_VAE)) {
            put(FACTOR_VAE, enough ? guessing.factorVae(active(rows), progress.part(0.4, 0.8)) : Double.NaN,
                enough ? "No code is active." : "Needs two factors that vary.");
        }
        if (options.anyOf(IRS)) {
            put(IRS, InterventionalRobustness.of(rows, progress.part(0.8, 1)), "No code varies.");
        }
    }

    private void local(final CodedRows rows, final LocalSample given, final Progress progress) {
        if (!options.anyOf(LOCAL_MIG, LOCAL_MODULARITY)) {
            return;
        }
        final LocalScores scores;
        if (given == null) {
            final List<int[]> found = Neighbourhoods.among(rows, options, progress.part(0, 0.5));
            scores = LocalScores.of(rows.codes(), rows.labels(), found, options.localBins(), progress.part(0.5, 1));
        } else {
            scores = LocalScores.of(doubles(given.codes()), given.factors().labels(),
                Neighbourhoods.grouped(given.neighbourhoods()), options.localBins(), progress);
        }
        final String none = given == null ? "No centre has " + Neighbourhoods.FEWEST_ROWS
            + " rows within the radius. Enlarge it, provide more rows, or rows drawn in neighbourhoods."
            : "In no neighbourhood do enough factors vary.";
        put(LOCAL_MIG, scores.gap(), none);
        put(LOCAL_MODULARITY, scores.modularity(), none);
        for (final DisentanglementScore score : List.of(LOCAL_MIG, LOCAL_MODULARITY)) {
            if (options.scores().contains(score)) {
                notes.putIfAbsent(score, "Mean over " + scores.neighbourhoods() + " neighbourhoods.");
            }
        }
    }

    private void independence(final CodedRows rows, final Progress progress) {
        if (options.anyOf(TOTAL_CORRELATION, WASSERSTEIN_CORRELATION, CODE_INFORMATION)) {
            final CodeDependence dependence = new CodeDependence(rows, progress.part(0, 0.5));
            put(TOTAL_CORRELATION, dependence.totalCorrelation(), null);
            put(WASSERSTEIN_CORRELATION, dependence.wassersteinCorrelation(), null);
            if (options.anyOf(CODE_INFORMATION)) {
                put(CODE_INFORMATION, dependence.mutualInformation(options.bins(), progress.part(0.5, 1)), null);
            }
            if (Double.isInfinite(dependence.totalCorrelation()) && options.anyOf(TOTAL_CORRELATION)) {
                notes.put(TOTAL_CORRELATION, "A code is a linear function of others.");
            }
        }
        if (options.anyOf(ACTIVE_UNITS)) {
            final boolean[] active = active(rows);
            int count = 0;
            for (final boolean is : active) {
                count += is ? 1 : 0;
            }
            put(ACTIVE_UNITS, count, null);
            notes.put(ACTIVE_UNITS, "Of " + active.length + " codes.");
        }
    }

    private boolean[] active(final CodedRows rows) {
        final double[] variance = rows.variance();
        final boolean[] active = new boolean[variance.length];
        for (int code = 0; code < active.length; code++) {
            active[code] = variance[code] > options.activeVariance();
        }
        return active;
    }

    private static double[][] doubles(final FeatureMatrix matrix) {
        final double[][] rows = new double[matrix.rows()][matrix.columns()];
        final float[] row = new float[matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            matrix.getRow(i, row, 0);
            for (int c = 0; c < row.length; c++) {
                rows[i][c] = row[c];
            }
        }
        return rows;
    }
}
