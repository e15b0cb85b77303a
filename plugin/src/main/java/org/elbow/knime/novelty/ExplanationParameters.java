package org.elbow.knime.novelty;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What is said of the columns that a row's score is due to. */
@LoadDefaultsForAbsentFields
final class ExplanationParameters implements NodeParameters {

    static final class Explains implements BooleanReference {
    }

    static final class Method implements ParameterReference<ExplanationMethod> {
    }

    static final class Repairs implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getBoolean(Explains.class).isTrue()
                .and(initializer.getEnum(Method.class).isOneOf(ExplanationMethod.REPAIR));
        }
    }

    @Widget(title = "Name the columns that drive the score", description = """
            Appends a column with the feature columns that make the row improbable, such as <tt>amount (+7.2), region \
            (+3.1)</tt>. The numbers are nats of the row's negative log-likelihood that the column is to blame for, above the \
            usual: above the column's median in the reference table, or in this table if there is none. If columns are \
            repaired, the value that is expected in them is told as well: <tt>amount (+7.2, expected 61.60), region (+3.1, \
            expected "North")</tt>. Images and vectors count as one column.
            """)
    @ValueReference(Explains.class)
    boolean m_enabled = false;

    @Widget(title = "Method", description = "How it is found which columns the score is due to.")
    @ValueSwitchWidget
    @ValueReference(Method.class)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    ExplanationMethod m_method = ExplanationMethod.REPAIR;

    @Widget(title = "Rows explained", description = """
            If columns are repaired, so many rows are explained, those with the highest negative log-likelihood; the others get \
            missing values. The progress message tells how long it takes, which grows with the number of columns.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Repairs.class, type = EffectType.SHOW)
    int m_rows = 500;

    @Widget(title = "Columns named per row", description = "How many are named at most, those that are most to blame.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    int m_columns = 3;

    @Widget(title = "Least contribution (nats)", description = """
            Columns are only named if they are to blame for at least so much above the usual. One nat makes a row improbable by \
            a factor of 2.7.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    double m_leastContribution = 1;

    @Widget(title = "Append each column's contribution", description = """
            Appends a column of numbers, in nats above the usual, for each feature column. If columns are repaired, <tt>Repair \
            gain of</tt> it: how much the negative log-likelihood falls by its repair alone. If the likelihood is divided, \
            <tt>Surprise of</tt> it, and one for the code: in each row these add up to the negative log-likelihood minus a \
            number that is the same for all rows.
            """)
    @Effect(predicate = Explains.class, type = EffectType.SHOW)
    boolean m_contributions = false;

    /** Whether columns are to be repaired. */
    boolean repairs() {
        return m_enabled && m_method == ExplanationMethod.REPAIR;
    }

    /** Whether the likelihood is to be divided among columns. */
    boolean divides() {
        return m_enabled && m_method == ExplanationMethod.DIVISION;
    }

    /** Checks the numbers, if they matter. */
    @Override
    public void validate() throws InvalidSettingsException {
        if (m_enabled && m_columns < 1) {
            throw new InvalidSettingsException(
                "The number of columns named per row is " + m_columns + "; it must be at least 1.");
        }
        if (repairs() && m_rows < 1) {
            throw new InvalidSettingsException("The number of rows explained is " + m_rows + "; it must be at least 1.");
        }
        if (m_enabled && !(m_leastContribution >= 0)) {
            throw new InvalidSettingsException("The least contribution of a column that is named is " + m_leastContribution
                + " nats; it must be 0 or more.");
        }
    }
}
