package org.elbow.offline.headless.demo;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** The mean of a column. */
public final class Mean extends AbstractSimplePortObject {

    /** Reads and writes it. */
    public static final class Serializer extends AbstractSimplePortObjectSerializer<Mean> {
    }

    static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(Mean.class);

    private MeanSpec spec = new MeanSpec();
    private double value;

    /** For the serializer. */
    public Mean() {
    }

    Mean(final String column, final double value) {
        spec = new MeanSpec(column);
        this.value = value;
    }

    /** @return the mean */
    public double value() {
        return value;
    }

    @Override
    public MeanSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "mean of " + spec.column() + " = " + value;
    }

    @Override
    protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
        model.addDouble("mean", value);
    }

    @Override
    protected void load(final ModelContentRO model, final PortObjectSpec newSpec, final ExecutionMonitor exec)
        throws InvalidSettingsException {
        value = model.getDouble("mean");
        spec = (MeanSpec)newSpec;
    }
}
