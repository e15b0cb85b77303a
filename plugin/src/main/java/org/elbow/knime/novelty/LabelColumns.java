package org.elbow.knime.novelty;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;

/** Offers the columns of the scored table that can hold labels. */
final class LabelColumns implements FilteredInputTableColumnsProvider {

    @Override
    public int getInputTableIndex() {
        return OodScorerParameters.TABLE_PORT;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec column) {
        return column.getType().isCompatible(NominalValue.class) || column.getType().isCompatible(DoubleValue.class);
    }
}
