package org.knime.core.node;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.elbow.offline.ProgressListener;
import org.elbow.offline.internal.NodeAccess;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** Takes node models through their life, with the checks that KNIME makes around each step. */
final class NodeLife implements NodeAccess {

    @Override
    public ExecutionContext context(final ProgressListener listener) {
        return new ExecutionContext(new DefaultNodeProgressMonitor(listener));
    }

    @Override
    public NodeDescription description(final NodeFactory<?> factory) {
        return factory.description();
    }

    @Override
    public PortType[] inputs(final NodeModel model) {
        return IntStream.range(0, model.getNrInPorts()).mapToObj(model::getInPortType).toArray(PortType[]::new);
    }

    @Override
    public PortType[] outputs(final NodeModel model) {
        return IntStream.range(0, model.getNrOutPorts()).mapToObj(model::getOutPortType).toArray(PortType[]::new);
    }

    @Override
    public void validateAndLoad(final NodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
        model.loadValidatedSettingsFrom(settings);
    }

    @Override
    public void saveSettings(final NodeModel model, final NodeSettingsWO settings) {
        model.saveSettingsTo(settings);
    }

    @Override
    public PortObjectSpec[] configure(final NodeModel model, final PortObjectSpec[] inputs)
        throws InvalidSettingsException {
        model.setWarning(null);
        final var checked = new PortObjectSpec[model.getNrInPorts()];
        for (int i = 0; i < checked.length; i++) {
            final var type = model.getInPortType(i);
            checked[i] = inputs[i];
            if (inputs[i] == null && !type.isOptional() && type.equals(BufferedDataTable.TYPE)) {
                checked[i] = new DataTableSpec(); // a table of which nothing is known yet
            } else if (!type.acceptsPortObjectSpec(inputs[i])) {
                throw new InvalidSettingsException("Incompatible port spec at port " + i + ", expected: "
                    + type.getPortObjectSpecClass().getSimpleName() + ", actual: " + inputs[i].getClass().getSimpleName());
            }
        }
        final var outputs = model.configure(checked);
        if (outputs == null) {
            return new PortObjectSpec[model.getNrOutPorts()];
        }
        if (outputs.length != model.getNrOutPorts()) {
            throw new IllegalStateException(model.getClass().getSimpleName() + " announces " + outputs.length
                + " outputs but has " + model.getNrOutPorts() + ".");
        }
        // an array of a more specific class would refuse other descriptions
        return Arrays.copyOf(outputs, outputs.length, PortObjectSpec[].class);
    }

    @Override
    public PortObject[] execute(final NodeModel model, final PortObject[] inputs, final ExecutionContext context)
        throws Exception {
        model.setWarning(null);
        for (int i = 0; i < model.getNrInPorts(); i++) {
            final var type = model.getInPortType(i);
            if (inputs[i] == null ? !type.isOptional() : !type.acceptsPortObject(inputs[i])) {
                throw new IllegalStateException("Mismatch of input port types (port " + i + "): expected "
                    + type.getName() + ", got " + (inputs[i] == null ? "nothing" : inputs[i].getClass().getSimpleName()));
            }
        }
        final var outputs = model.execute(inputs.clone(), context);
        context.checkCanceled();
        check(model, outputs);
        final var tables = Arrays.stream(outputs).filter(BufferedDataTable.class::isInstance)
            .map(BufferedDataTable.class::cast).toList();
        if (model.getWarning() == null && !tables.isEmpty() && tables.stream().allMatch(t -> t.size() == 0)) {
            model.setWarningMessage(tables.size() == 1 ? "Node created an empty data table."
                : "Node created empty data tables on all out-ports.");
        }
        return Arrays.copyOf(outputs, outputs.length, PortObject[].class);
    }

    private static void check(final NodeModel model, final PortObject[] outputs) {
        final var name = model.getClass().getSimpleName();
        if (outputs == null || outputs.length != model.getNrOutPorts()) {
            throw new IllegalStateException(name + " has " + model.getNrOutPorts() + " outputs but returned "
                + (outputs == null ? "none" : outputs.length) + ".");
        }
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] == null) {
                throw new IllegalStateException(name + " returned nothing at output " + i + ".");
            }
            if (!model.getOutPortType(i).acceptsPortObject(outputs[i])) {
                throw new IllegalStateException(name + " returned a " + outputs[i].getClass().getSimpleName()
                    + " at output " + i + ", which is a " + model.getOutPortType(i).getName() + ".");
            }
        }
    }

    @Override
    public void reset(final NodeModel model) {
        model.setWarning(null);
        model.reset();
    }

    @Override
    public Message warning(final NodeModel model) {
        return model.getWarning();
    }
}
