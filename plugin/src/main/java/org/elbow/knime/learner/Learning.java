package org.elbow.knime.learner;

import java.util.List;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Progress;
import org.elbow.vae.TrainingResult;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** What the node is about to do with a table: learn a new model, or train a given one on. */
interface Learning {

    /** The columns that the model reads. */
    List<FeatureColumn> columns();

    /** What is known of the model before there are rows. */
    VaePortObjectSpec announced() throws InvalidSettingsException;

    /**
     * Encodes the rows.
     *
     * @return the rows, to be closed by the caller
     * @throws InvalidSettingsException if the table lacks a column or has it in another type
     * @throws org.elbow.data.DataException if a row cannot be used
     */
    TrainingRows rows(BufferedDataTable table, Progress progress) throws InvalidSettingsException;

    /**
     * Trains.
     *
     * @throws org.elbow.data.DataException if the rows, the networks and the likelihood do not go together, or training diverges
     */
    TrainingResult train(TrainingRows rows, Progress progress);

    /** What the user should know of the settings for these rows, a sentence each. */
    List<String> warnings(TrainingRows rows);
}
