package org.knime.node;

import java.io.File;
import java.util.Arrays;

import org.elbow.offline.ui.OfflineParametersInput;
import org.elbow.offline.ui.Parameters;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;

/** Runs a {@link DefaultModel} as a node model. */
final class DefaultNodeModel extends NodeModel {

    private final DefaultModel model;
    private final PortType[] inTypes;
    private final PortType[] outTypes;
    private NodeParameters parameters; // null until they are loaded, or guessed at the first configuration
    private PortObjectSpec[] inSpecs; // of the last configuration, null before
    private PortObject[] internalData; // what the last execution left for the view

    DefaultNodeModel(final DefaultModel model, final PortType[] inTypes, final PortType[] outTypes) {
        super(inTypes, outTypes);
        this.model = model;
        this.inTypes = inTypes;
        this.outTypes = outTypes;
        if (model instanceof DefaultModel.Rearranging && (inTypes.length != 1 || outTypes.length != 1
            || !BufferedDataTable.TYPE.equals(inTypes[0]) || !BufferedDataTable.TYPE.equals(outTypes[0]))) {
            throw new IllegalStateException(
                "A node that rearranges columns has exactly one input table and one output table.");
        }
    }

    PortObject[] internalData() {
        return internalData;
    }

    PortObjectSpec[] inSpecs() {
        return inSpecs;
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] specs) throws InvalidSettingsException {
        inSpecs = specs.clone();
        if (parameters == null && model.parametersClass().isPresent()) {
            parameters = Parameters.defaults(model.parametersClass().get(),
                new OfflineParametersInput(inTypes, outTypes, specs));
            parameters.validate();
        }
        if (model instanceof DefaultModel.Standard standard) {
            final var output = new ConfigureResult();
            standard.configure.accept(new ConfigureView(specs), output);
            return output.specs;
        }
        return new PortObjectSpec[]{rearranger((DataTableSpec)specs[0]).createSpec()};
    }

    @Override
    protected PortObject[] execute(final PortObject[] objects, final ExecutionContext exec) throws Exception {
        if (model instanceof DefaultModel.Standard standard) {
            final var output = new ExecuteResult();
            standard.execute.accept(new ExecuteView(objects, exec), output);
            return output.data;
        }
        final var table = (BufferedDataTable)objects[0];
        return new PortObject[]{
            exec.createColumnRearrangeTable(table, rearranger(table.getDataTableSpec()), exec)};
    }

    private ColumnRearranger rearranger(final DataTableSpec spec) throws InvalidSettingsException {
        final var rearranger = new ColumnRearranger[1];
        ((DefaultModel.Rearranging)model).rearrangeColumns.accept(new DefaultModel.RearrangeColumnsInput() {

            @Override
            public <S extends NodeParameters> S getParameters() {
                return parameters();
            }

            @Override
            public DataTableSpec getDataTableSpec() {
                return spec;
            }
        }, value -> rearranger[0] = value);
        if (rearranger[0] == null) {
            throw new InvalidSettingsException("The node did not say how to rearrange the columns.");
        }
        return rearranger[0];
    }

    @SuppressWarnings("unchecked")
    private <S extends NodeParameters> S parameters() {
        return (S)parameters;
    }

    @Override
    protected void saveSettingsTo(final NodeSettingsWO settings) {
        model.parametersClass()
            .ifPresent(type -> Parameters.save(parameters == null ? Parameters.defaults(type) : parameters, settings));
    }

    @Override
    protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        final var loaded = load(settings);
        if (loaded != null) {
            loaded.validate();
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        parameters = load(settings);
    }

    /** A node whose dialog was never used has empty settings: its parameters are then guessed from what is connected. */
    private NodeParameters load(final NodeSettingsRO settings) throws InvalidSettingsException {
        final var type = model.parametersClass().orElse(null);
        if (type == null || settings.keySet().isEmpty() && !type.isAnnotationPresent(LoadDefaultsForAbsentFields.class)) {
            return null;
        }
        return Parameters.load(type, settings);
    }

    @Override
    protected void reset() {
        internalData = null;
    }

    @Override
    protected void loadInternals(final File directory, final ExecutionMonitor exec) {
        // the data of the view lives as long as the run
    }

    @Override
    protected void saveInternals(final File directory, final ExecutionMonitor exec) {
        // the data of the view lives as long as the run
    }

    /** What the configuration looks at. */
    private final class ConfigureView implements DefaultModel.ConfigureInput {

        private final PortObjectSpec[] specs;

        ConfigureView(final PortObjectSpec[] specs) {
            this.specs = specs;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return parameters();
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return specs;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends PortObjectSpec> S getInPortSpec(final int portIndex) {
            return (S)specs[portIndex];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Arrays.stream(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(final int portIndex) {
            return (DataTableSpec)specs[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes;
        }
    }

    /** What the configuration sets. */
    private final class ConfigureResult implements DefaultModel.ConfigureOutput {

        private final PortObjectSpec[] specs = new PortObjectSpec[outTypes.length];

        @Override
        public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
            specs[index] = spec;
        }

        @Override
        @SafeVarargs
        public final <S extends PortObjectSpec> void setOutSpecs(final S... all) {
            System.arraycopy(all, 0, specs, 0, all.length);
        }

        @Override
        public void setWarningMessage(final String message) {
            DefaultNodeModel.this.setWarningMessage(message);
        }
    }

    /** What the execution looks at. */
    private final class ExecuteView implements DefaultModel.ExecuteInput {

        private final PortObject[] objects;
        private final ExecutionContext context;

        ExecuteView(final PortObject[] objects, final ExecutionContext context) {
            this.objects = objects;
            this.context = context;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return parameters();
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return context;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return objects;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends PortObject> D getInPortObject(final int portIndex) {
            return (D)objects[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Arrays.stream(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(final int portIndex) {
            return (BufferedDataTable)objects[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes;
        }
    }

    /** What the execution sets. */
    private final class ExecuteResult implements DefaultModel.ExecuteOutput {

        private final PortObject[] data = new PortObject[outTypes.length];

        @Override
        public <D extends PortObject> void setOutData(final int index, final D object) {
            data[index] = object;
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setOutData(final D... all) {
            System.arraycopy(all, 0, data, 0, all.length);
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setInternalData(final D... all) {
            internalData = all;
        }

        @Override
        public void setWarningMessage(final String message) {
            DefaultNodeModel.this.setWarningMessage(message);
        }
    }
}
