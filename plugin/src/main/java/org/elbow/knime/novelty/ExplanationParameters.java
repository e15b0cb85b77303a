package org.elbow.knime.novelty;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What is said of the columns that a row's score is due to. */
@LoadDefaultsForAbsentFields
final class ExplanationParameters implements NodeParameters {

    static final class Explains implements BooleanReference {
    }

    @Widget(title = "Name the columns that drive the score", description = """
            Appends a column with the feature columns that make the row improbable, such as <tt>amount (+7.2), region \
            (+3.1)</tt>. The negative log-likelihood of a row is the sum of what each column contributes and of what their \
            common code does. Named is what a column contributes above the usual, in nats: above its median in the reference \
            table, or in this table if there is none. <tt>the code</tt> stands for what the model sees in all columns together: \
            it can reproduce the row, but such rows are rare. An extreme value may count there, and draw other columns with it. \
            Images and vectors count as one column.
            """)
    @ValueReference(Explains.class)
    boolean m_enabled = false;

    @Widget(title = "Columns named per row", description = "How many are named at most, those with the highest contribution.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    int m_columns = 3;

    @Widget(title = "Least contribution (nats)", description = """
            Columns are only named if they contribute at least so much above the usual. One nat makes a row improbable by a \
            factor of 2.7.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    double m_leastContribution = 1;

    @Widget(title = "Append each column's contribution", description = """
            Appends a column of numbers for each feature column, <tt>Surprise of</tt> it, and one for the code: the \
            contributions above the usual, in nats. In each row they add up to the negative log-likelihood minus a number \
            that is the same for all rows.
            """)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    boolean m_contributions = false;

    /** Checks the numbers, if they matter. */
    @Override
    public void validate() throws InvalidSettingsException {
        if (m_enabled && m_columns < 1) {
            throw new InvalidSettingsException(
                "The number of columns named per row is " + m_columns + "; it must be at least 1.");
        }
        if (m_enabled && !(m_leastContribution >= 0)) {
            throw new InvalidSettingsException("The least contribution of a column that is named is " + m_leastContribution
                + " nats; it must be 0 or more.");
        }
    }
}
