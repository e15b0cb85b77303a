package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;

/** The columns of an input table whose type is compatible with one of some values. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {

    private final List<Class<? extends DataValue>> valueClasses;

    /** @param valueClass the value that columns must be compatible with */
    protected CompatibleColumnsProvider(final Class<? extends DataValue> valueClass) {
        this(List.of(valueClass));
    }

    /** @param valueClasses the values, with one of which columns must be compatible */
    protected CompatibleColumnsProvider(final Collection<Class<? extends DataValue>> valueClasses) {
        this.valueClasses = List.copyOf(valueClasses);
    }

    @Override
    public boolean isIncluded(final DataColumnSpec col) {
        return valueClasses.stream().anyMatch(value -> col.getType().isCompatible(value));
    }

    /** The columns of strings. */
    public static class StringColumnsProvider extends CompatibleColumnsProvider {

        /** Reads the first input table. */
        protected StringColumnsProvider() {
            super(StringValue.class);
        }
    }

    /** The columns of numbers. */
    public static class DoubleColumnsProvider extends CompatibleColumnsProvider {

        /** Reads the first input table. */
        protected DoubleColumnsProvider() {
            super(DoubleValue.class);
        }
    }
}
