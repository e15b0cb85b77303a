package org.elbow.knime.novelty;

import java.util.Optional;

import org.elbow.knime.novelty.NoveltyLabels.Known;

/**
 * The rows whose label is known.
 *
 * @param scores of these rows
 * @param novel whether they are novel
 */
record KnownRows(double[] scores, boolean[] novel) {

    /** The rows with a label; empty unless there are both novel and ordinary ones. */
    static Optional<KnownRows> of(final RowScores score, final NoveltyLabels labels) {
        final int novel = labels.count(Known.NOVEL);
        final int ordinary = labels.count(Known.ORDINARY);
        if (novel == 0 || ordinary == 0) {
            return Optional.empty();
        }
        final double[] known = new double[novel + ordinary];
        final boolean[] isNovel = new boolean[known.length];
        int count = 0;
        for (int row = 0; row < score.scores().length; row++) {
            if (labels.of(row) != Known.UNKNOWN) {
                known[count] = score.scores()[row];
                isNovel[count++] = labels.of(row) == Known.NOVEL;
            }
        }
        return Optional.of(new KnownRows(known, isNovel));
    }
}
