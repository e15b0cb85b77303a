package org.elbow.offline.headless.demo;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** Says which column a {@link Mean} is of. */
public final class MeanSpec extends AbstractSimplePortObjectSpec {

    /** Reads and writes it. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<MeanSpec> {
    }

    private String column = "";

    /** For the serializer. */
    public MeanSpec() {
    }

    MeanSpec(final String column) {
        this.column = column;
    }

    String column() {
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

    @Override
    public javax.swing.JComponent[] getViews() {
        return new javax.swing.JComponent[0];
    }
}
