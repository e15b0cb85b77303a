package org.elbow.knime.novelty;

import java.util.List;
import java.util.Optional;

/** Which columns the scores of a table's rows are due to. Rows are counted from 0 among those that were scored. */
interface RowExplanations {

    /** How many rows the view shows. */
    int SHOWN = 12;

    /**
     * What each column, in the order of their names, adds to the row's score above the usual, in nats; {@code null} if the row
     * is not explained.
     */
    double[] surprises(int row);

    /** The value that is expected in a column of an explained row, in words; empty if it has none. */
    Optional<String> expected(int row, int column);

    /** The {@value #SHOWN} rows with the highest finite scores, highest first. */
    List<ScoredRow> highest();
}
