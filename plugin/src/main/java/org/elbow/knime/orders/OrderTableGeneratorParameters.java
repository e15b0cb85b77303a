package org.elbow.knime.orders;

import org.elbow.data.OrderSample;
import org.elbow.knime.NodeTask;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the Order Table Generator. */
@LoadDefaultsForAbsentFields
final class OrderTableGeneratorParameters implements NodeParameters {

    private static final int MOST_ROWS = 10_000_000;

    @Section(title = "Rows")
    interface RowsSection {
    }

    @Section(title = "Irregularities")
    @After(RowsSection.class)
    interface IrregularitiesSection {
    }

    static final class MostRows extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_ROWS;
        }
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    @Widget(title = "Number of rows", description = "How many orders are drawn.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Layout(RowsSection.class)
    int m_rows = 5000;

    @Widget(title = "Share of missing values", description = """
            Which share of the values is missing, at random in all columns. The values that make a row irregular are never \
            missing.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Layout(RowsSection.class)
    double m_missingShare = 0.01;

    @Widget(title = "Seed", description = """
            Seed of the random draws: the same seed gives the same orders. Other shares change only the values that they are \
            about.
            """)
    @Layout(RowsSection.class)
    long m_seed = 1;

    @Widget(title = "Share of irregular rows", description = "In which share of the rows something is wrong; 0 for none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Layout(IrregularitiesSection.class)
    double m_irregularShare = 0.05;

    @Widget(title = "Share of extreme values among them", description = """
            Which share of the irregular rows has an extreme value; the others have an unusual combination of ordinary values, \
            which is much harder to find.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMostOne.class)
    @Layout(IrregularitiesSection.class)
    double m_extremeShare = 0.2;

    @Widget(title = "Append what is wrong", description = """
            Appends a column <tt>irregularity</tt> (<tt>none</tt>, <tt>combination</tt> or <tt>extreme</tt>) and a column \
            <tt>changed columns</tt> with the names of the columns whose values were changed. Leave them out of tables to learn \
            from.
            """)
    @Layout(IrregularitiesSection.class)
    boolean m_truthColumns = true;

    /** What to draw. */
    OrderSample.Options options() {
        return new OrderSample.Options(m_rows, m_missingShare, m_irregularShare, m_extremeShare, m_seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_rows < 1 || m_rows > MOST_ROWS) {
            throw new InvalidSettingsException("The number of rows is " + m_rows + "; it must be between 1 and " + MOST_ROWS
                + ".");
        }
        NodeTask.checked(this::options);
    }
}
