package org.elbow.offline.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.offline.ui.DialogCheck;
import org.elbow.offline.ui.OfflineParametersInput;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Mistakes in annotations that show only when a dialog opens. */
class DialogCheckTest {

    enum Kind {
            ONE, TWO
    }

    interface KindReference extends ParameterReference<Kind> {
    }

    static final class Switch implements BooleanReference {
    }

    static final class IsTwo implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return and(i.getEnum(KindReference.class).isOneOf(Kind.TWO), i.getPredicate(Switch.class)).negate()
                .or(i.never());
        }
    }

    static final class Numbers extends CompatibleColumnsProvider {
        Numbers() {
            super(DoubleValue.class);
        }
    }

    static final class Sound implements NodeParameters {
        @Widget(title = "Kind", description = "The kind.")
        @ValueReference(KindReference.class)
        Kind m_kind = Kind.ONE;
        @Widget(title = "Switch", description = "The switch.")
        @ValueReference(Switch.class)
        boolean m_switch;
        @Widget(title = "Size", description = "The size.")
        @Effect(predicate = IsTwo.class, type = EffectType.SHOW)
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        int m_size = 1;
        @Widget(title = "Column", description = "The column.")
        @ChoicesProvider(Numbers.class)
        String m_column;
        @Widget(title = "Columns", description = "The columns.")
        @ColumnFilterWidget(choicesProvider = AllColumnsProvider.class)
        ColumnFilter m_columns = new ColumnFilter();
    }

    static final class WithoutConstructor extends CompatibleColumnsProvider {
        WithoutConstructor(final int port) {
            super(DoubleValue.class);
        }
    }

    static final class Faulty implements NodeParameters {
        @Widget(title = "", description = " ")
        @ValueReference(Switch.class)
        int m_number;
        @Effect(predicate = IsTwo.class, type = EffectType.SHOW)
        int m_hidden;
        @ChoicesProvider(WithoutConstructor.class)
        String m_column;
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        double m_rate;
    }

    private static List<String> faults(final Class<?> parameters) {
        return DialogCheck.faults(parameters, OfflineParametersInput.ofTables(new DataTableSpec()));
    }

    @Test
    void soundParametersHaveNoFaults() {
        assertEquals(List.of(), faults(Sound.class));
    }

    @Test
    void eachMistakeIsNamedWithItsField() {
        final var faults = faults(Faulty.class);
        assertEquals(6, faults.size(), faults.toString());
        for (final var part : List.of("m_number has a control without title", "m_number has a control without description",
            "m_number is a int, but its name", "m_hidden: no parameter bears the name " + KindReference.class.getName(),
            "m_column: The class " + WithoutConstructor.class.getName() + " needs a constructor",
            "m_rate has the default 0.0, but: The value must be greater than 0.")) {
            assertTrue(faults.stream().anyMatch(fault -> fault.contains(part)), part + " in " + faults);
        }
    }
}
