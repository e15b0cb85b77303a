package org.elbow.offline.ui;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What is known of a node's surroundings: its ports, and what is announced at its inputs. */
public final class OfflineParametersInput implements NodeParametersInput {

    private final PortType[] inTypes;
    private final PortType[] outTypes;
    private final PortObjectSpec[] specs;

    /**
     * @param inTypes the types of the inputs
     * @param outTypes the types of the outputs
     * @param specs the specs at the inputs, {@code null} where unknown or not connected
     */
    public OfflineParametersInput(final PortType[] inTypes, final PortType[] outTypes, final PortObjectSpec[] specs) {
        this.inTypes = Objects.requireNonNull(inTypes);
        this.outTypes = Objects.requireNonNull(outTypes);
        this.specs = Objects.requireNonNull(specs);
    }

    /**
     * For a node with table inputs only.
     *
     * @param specs the specs at the inputs, {@code null} where unknown or not connected
     * @return what a constructor of parameters can look at
     */
    public static NodeParametersInput ofTables(final DataTableSpec... specs) {
        return new OfflineParametersInput(
            Stream.generate(() -> BufferedDataTable.TYPE).limit(specs.length).toArray(PortType[]::new), new PortType[0],
            specs);
    }

    @Override
    public PortType[] getInPortTypes() {
        return inTypes.clone();
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return specs.clone();
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int portIndex) {
        return Optional.ofNullable(specs[portIndex]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return new PortObject[inTypes.length];
    }

    @Override
    public Optional<PortObject> getInPortObject(final int portIndex) {
        return Optional.empty();
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return new BufferedDataTable[inTypes.length];
    }

    @Override
    public Optional<BufferedDataTable> getInTable(final int portIndex) {
        return Optional.empty();
    }

    @Override
    public PortType[] getOutPortTypes() {
        return outTypes.clone();
    }
}
