package org.elbow.knime.novelty;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;

/** What is kept of a table's rows, as they are scored, in order to explain their scores in the end. */
interface RowsToExplain extends AutoCloseable {

    /**
     * Takes the next rows, one at least.
     *
     * @param rows encoded for the model; not kept
     * @param scoring has just scored them
     */
    void add(FeatureMatrix rows, Scoring scoring);

    /**
     * Explains the rows.
     *
     * @param ordinary the rows to take from what is usual, kept by the same method; may be these
     * @param model that the rows were scored with
     * @param parameters of the node
     * @param progress of all of it
     */
    RowExplanations explain(RowsToExplain ordinary, VaeModel model, OodScorerParameters parameters, Progress progress);

    @Override
    void close();
}
