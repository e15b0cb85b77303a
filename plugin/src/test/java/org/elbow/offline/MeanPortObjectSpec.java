package org.elbow.offline;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The column whose mean a port carries. */
public final class MeanPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Named in the description of the plug-in. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<MeanPortObjectSpec> {
    }

    private String column = "";

    public MeanPortObjectSpec() {
    }

    MeanPortObjectSpec(final String column) {
        this.column = column;
    }

    String getColumn() {
        return column;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString("column", column);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        column = model.getString("column");
    }
}
