package org.elbow.knime.influence;

import org.elbow.influence.InfluenceOptions;
import org.elbow.knime.NodeTask;
import org.elbow.knime.table.Labels;
import org.elbow.knime.table.StorageParameters;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the Influence Ranker. */
@LoadDefaultsForAbsentFields
final class InfluenceRankerParameters implements NodeParameters {

    /** The index of the port of the training table. */
    static final int TABLE_PORT = 1;

    private static final int MOST_RANKED = 10_000;

    @Section(title = "Ranking", description = "Which training rows are given for each row of the test table.")
    interface RankingSection {
    }

    @Section(title = "Influence")
    @After(RankingSection.class)
    interface InfluenceSection {
    }

    @Section(title = "Evaluation", description = "How well self-influence finds rows that are known to be wrong or foreign.")
    @After(InfluenceSection.class)
    interface EvaluationSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(EvaluationSection.class)
    interface ComputationSection {
    }

    static final class Evaluates implements BooleanReference {
    }

    /** Offers the columns of the training table that can hold labels. */
    static final class LabelColumns implements FilteredInputTableColumnsProvider {
        @Override
        public int getInputTableIndex() {
            return TABLE_PORT;
        }

        @Override
        public boolean isIncluded(final DataColumnSpec column) {
            return column.getType().isCompatible(NominalValue.class) || column.getType().isCompatible(DoubleValue.class);
        }
    }

    @Widget(title = "Proponents and opponents", description = """
            How many proponents, and as many opponents, are given for each row at most.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(RankingSection.class)
    int m_count = 10;

    @Widget(title = "Rank for the training rows", description = """
            Without a test table, give the proponents and opponents of each training row itself. Compares all training rows \
            with each other, which takes long for large tables: four times as long for twice as many rows.
            """)
    @Layout(RankingSection.class)
    boolean m_rankTrainingRows = false;

    @Widget(title = "Last checkpoints", description = """
            How many of the model's checkpoints are used, the last ones; 0 for all. The influence is the sum over the steps that \
            these stand for. Early checkpoints tell what shaped the model as a whole, late ones what it learned of single rows.
            """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(InfluenceSection.class)
    int m_lastCheckpoints = 0;

    @Widget(title = "Noise draws", description = """
            Draws of the code over which the loss of a row is averaged. More make the influence less noisy; the time grows with \
            them, for the ranking with their square.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(InfluenceSection.class)
    int m_draws = 4;

    @Widget(title = "Last layers", description = """
            By the weights of how many layers gradients are compared, counted from the decoder's output back to the encoder's \
            input; 0 for all. Few are faster and still find a row's proponents, but self-influence needs all: by the last layer \
            alone it hardly finds foreign rows.
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(InfluenceSection.class)
    int m_lastLayers = 0;

    @Widget(title = "Compare with known labels", description = """
            Measures how well self-influence finds rows that are known to be wrong or foreign, by a column of the training \
            table: ROC-AUC and average precision in the summary.
            """)
    @ValueReference(Evaluates.class)
    @Layout(EvaluationSection.class)
    boolean m_evaluate = false;

    @Widget(title = "Label column", description = """
            The column that tells which rows are wrong or foreign. Rows whose label is missing are left out of the comparison.
            """)
    @ChoicesProvider(LabelColumns.class)
    @Effect(predicate = Evaluates.class, type = EffectType.SHOW)
    @Layout(EvaluationSection.class)
    String m_labelColumn = "";

    @Widget(title = "Labels to be found", description = """
            The label, or several with commas between them, of the rows that are wrong or foreign; all other labels mean sound.
            """)
    @TextInputWidget(placeholder = "for instance foreign, mislabelled")
    @Effect(predicate = Evaluates.class, type = EffectType.SHOW)
    @Layout(EvaluationSection.class)
    String m_foreignLabels = "foreign";

    @Widget(title = "Seed", description = "Seed of all draws. Rows with the same content get the same draws.")
    @Layout(ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    @Layout(ComputationSection.class)
    StorageParameters m_storage = new StorageParameters();

    InfluenceOptions options() {
        return new InfluenceOptions(m_draws, m_seed, m_workers, m_lastCheckpoints, m_lastLayers);
    }

    Labels foreignLabels() {
        return Labels.of(m_foreignLabels);
    }

    /** Checks what depends on the training table. */
    void check(final DataTableSpec table) throws InvalidSettingsException {
        if (m_evaluate && !table.containsName(m_labelColumn)) {
            throw new InvalidSettingsException(m_labelColumn.isBlank()
                ? "No label column is selected. Select one, or do not compare with known labels."
                : "The training table lacks the label column \"" + m_labelColumn
                    + "\". Select another, or do not compare with known labels.");
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeTask.checked(this::options);
        NodeTask.checked(m_storage::storage);
        if (m_count < 1 || m_count > MOST_RANKED) {
            throw new InvalidSettingsException("The number of proponents and opponents is " + m_count
                + "; it must be between 1 and " + MOST_RANKED + ".");
        }
        if (m_evaluate && foreignLabels().isEmpty()) {
            throw new InvalidSettingsException("No label is named that is to be found. Name at least one, or do not compare with "
                + "known labels.");
        }
    }
}
