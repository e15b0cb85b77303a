package org.elbow.knime.learner;

import java.util.List;
import java.util.function.Supplier;

import org.elbow.knime.table.FeatureKind;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** What the dialog of the VAE Learner is made of: its sections, the conditions on which settings are shown, and limits. */
final class LearnerDialog {

    private LearnerDialog() {
    }

    @Section(title = "Features",
        description = "What a new model learns from. A model to continue from keeps its columns and their encoding.")
    interface FeaturesSection {
    }

    @Section(title = "Networks", description = "What a new model is made of. A model to continue from stays as it is made.")
    @After(FeaturesSection.class)
    interface NetworksSection {
    }

    @Section(title = "Training")
    @After(NetworksSection.class)
    interface TrainingSection {
    }

    @Section(title = "Hamiltonian dynamics",
        description = "Moves the encoder's code towards the true posterior before it is decoded.")
    @After(TrainingSection.class)
    interface HamiltonianSection {
    }

    @Section(title = "Jacobian penalty",
        description = "Ties each dimension of the code to few features, which disentangles the factors behind the rows.")
    @After(HamiltonianSection.class)
    interface JacobianSection {
    }

    @Section(title = "Consistency penalty",
        description = "Makes rows and random variations of them, which mean the same, have the same code.")
    @After(JacobianSection.class)
    interface ConsistencySection {
    }

    interface FeatureSelectionReference extends ParameterReference<FeatureSelection> {
    }

    interface NetworksReference extends ParameterReference<NetworkChoice> {
    }

    /** No model to continue from is connected. */
    static final class LearnsANewModel implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getConstant(input -> input.getInPortSpec(VaeLearnerParameters.MODEL_PORT).isEmpty());
        }
    }

    interface CheckpointsReference extends ParameterReference<CheckpointChoice> {
    }

    static final class SpreadsCheckpoints implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(CheckpointsReference.class).isOneOf(CheckpointChoice.SPREAD);
        }
    }

    static final class KeepsCheckpointsBySteps implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(CheckpointsReference.class).isOneOf(CheckpointChoice.EVERY_STEPS);
        }
    }

    static final class HasDenseNetworks implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return and(initializer.getPredicate(LearnsANewModel.class),
                initializer.getEnum(NetworksReference.class).isOneOf(NetworkChoice.DENSE));
        }
    }

    static final class SelectsColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return and(initializer.getPredicate(LearnsANewModel.class),
                initializer.getEnum(FeatureSelectionReference.class).isOneOf(FeatureSelection.SELECTED));
        }
    }

    static final class UsesNominalColumns implements BooleanReference {
    }

    /** Offers the columns that can serve as features. */
    static final class UsableColumns implements ColumnChoicesProvider {

        private Supplier<Boolean> m_nominal;

        @Override
        public void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            m_nominal = initializer.computeFromValueSupplier(UsesNominalColumns.class);
        }

        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
            return input.getInTableSpec(0).map(spec -> offered(spec, m_nominal.get())).orElse(List.of());
        }
    }

    /** The columns of a table that can be selected. */
    static List<DataColumnSpec> offered(final DataTableSpec spec, final boolean nominal) {
        return spec.stream().filter(column -> {
            final FeatureKind kind = FeatureKind.of(column.getType());
            return kind != null && (nominal || kind != FeatureKind.NOMINAL);
        }).toList();
    }

    static final class LargestCode extends MaxValidation {
        @Override
        protected double getMax() {
            return VaeLearnerParameters.LARGEST_CODE;
        }
    }

    static final class LargestShare extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.9;
        }
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }
}
