package org.elbow.offline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A column's mean. */
public final class MeanPortObject extends AbstractSimplePortObject {

    /** Named in the description of the plug-in. */
    public static final class Serializer extends AbstractSimplePortObjectSerializer<MeanPortObject> {
    }

    static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(MeanPortObject.class);

    static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(MeanPortObject.class, true);

    private MeanPortObjectSpec spec = new MeanPortObjectSpec();

    private double mean;

    public MeanPortObject() {
    }

    MeanPortObject(final MeanPortObjectSpec spec, final double mean) {
        this.spec = spec;
        this.mean = mean;
    }

    static String pluginXml(final String objectClass, final String objectSerializer) {
        return "<plugin><extension point=\"org.knime.core.PortType\"><portType color=\"#00aa88\" name=\"Mean\" hidden=\"false\""
            + " objectClass=\"" + objectClass + "\" objectSerializer=\"" + objectSerializer + "\""
            + " specClass=\"org.elbow.offline.MeanPortObjectSpec\" specSerializer=\"org.elbow.offline.MeanPortObjectSpec$Serializer\"/>"
            + "</extension><extension point=\"org.other\"><portType objectClass=\"no.such.Thing\"/></extension></plugin>";
    }

    static void register() throws IOException {
        register("org.elbow.offline.MeanPortObject", "org.elbow.offline.MeanPortObject$Serializer");
    }

    static void register(final String objectClass, final String objectSerializer) throws IOException {
        PortTypes.register(new ByteArrayInputStream(pluginXml(objectClass, objectSerializer).getBytes(StandardCharsets.UTF_8)),
            MeanPortObject.class.getClassLoader());
    }

    @Override
    public PortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "mean of " + spec.getColumn() + " = " + mean;
    }

    @Override
    protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
        model.addDouble("mean", mean);
    }

    @Override
    protected void load(final ModelContentRO model, final PortObjectSpec newSpec, final ExecutionMonitor exec)
        throws InvalidSettingsException {
        mean = model.getDouble("mean");
        spec = (MeanPortObjectSpec)newSpec;
    }
}
