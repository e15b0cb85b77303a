package org.knime.node;

import java.util.Objects;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** How a node works: which parameters it has, what it announces, and what it does. */
public abstract class DefaultModel implements FluentNodeAPI {

    private final Class<? extends NodeParameters> parametersClass;

    DefaultModel(final Class<? extends NodeParameters> parametersClass) {
        this.parametersClass = parametersClass;
    }

    static RequireModelParameters create() {
        return parametersClass -> new RequireConfigureOrRearrangeColumns() {

            @Override
            public RequireExecute
                configure(final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure) {
                return execute -> new Standard(parametersClass, configure, execute);
            }

            @Override
            public DefaultModel rearrangeColumns(
                final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns) {
                return new Rearranging(parametersClass, rearrangeColumns);
            }
        };
    }

    Optional<Class<? extends NodeParameters>> parametersClass() {
        return Optional.ofNullable(parametersClass);
    }

    /** A model with a configuration and an execution of its own. */
    static final class Standard extends DefaultModel {

        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
        final ExecuteConsumer execute;

        Standard(final Class<? extends NodeParameters> parametersClass,
            final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
            final ExecuteConsumer execute) {
            super(parametersClass);
            this.configure = Objects.requireNonNull(configure);
            this.execute = Objects.requireNonNull(execute);
        }
    }

    /** A model that only appends, replaces, moves or removes columns, row by row. */
    static final class Rearranging extends DefaultModel {

        final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns;

        Rearranging(final Class<? extends NodeParameters> parametersClass,
            final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns) {
            super(parametersClass);
            this.rearrangeColumns = Objects.requireNonNull(rearrangeColumns);
        }
    }

    /** Which parameters the node has. */
    public interface RequireModelParameters {

        /**
         * @param parametersClass the class of the parameters
         * @return the next step
         */
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        /** @return the next step, for a node without parameters */
        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** What the node announces. */
    public interface RequireConfigureOrRearrangeColumns {

        /**
         * @param configure checks parameters and inputs, and announces the outputs
         * @return the next step
         */
        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);

        /**
         * @param rearrangeColumns says how the columns of the only input become those of the only output
         * @return the model
         */
        DefaultModel rearrangeColumns(
            ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns);
    }

    /** What the node does. */
    public interface RequireExecute {

        /**
         * @param execute makes the outputs from the inputs
         * @return the model
         */
        DefaultModel execute(ExecuteConsumer execute);
    }

    /**
     * Checks parameters and inputs.
     *
     * @param <I> what it looks at
     * @param <O> what it sets
     */
    @FunctionalInterface
    public interface ConfigureOrRearrangerConsumer<I, O> {

        /**
         * @param input what it looks at
         * @param output what it sets
         * @throws InvalidSettingsException naming what is wrong, for people
         */
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** Makes the outputs from the inputs. */
    @FunctionalInterface
    public interface ExecuteConsumer {

        /**
         * @param input what it looks at
         * @param output what it sets
         * @throws CanceledExecutionException if the user cancels
         * @throws KNIMEException naming what is wrong, for people
         */
        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What a configuration looks at. */
    public interface ConfigureInput {

        /**
         * @param <S> their class
         * @return the parameters
         */
        <S extends NodeParameters> S getParameters();

        /** @return the specs of the inputs, {@code null} where an optional port is not connected */
        PortObjectSpec[] getInPortSpecs();

        /**
         * @param <S> its class
         * @param portIndex an input port, from 0
         * @return its spec, {@code null} if the port is optional and not connected
         */
        <S extends PortObjectSpec> S getInPortSpec(int portIndex);

        /** @return the specs of the inputs, all of which must be tables */
        DataTableSpec[] getInTableSpecs();

        /**
         * @param portIndex an input table port, from 0
         * @return its spec, {@code null} if the port is optional and not connected
         */
        DataTableSpec getInTableSpec(int portIndex);

        /** @return the types of the outputs */
        PortType[] getOutPortTypes();
    }

    /** What a configuration sets. */
    public interface ConfigureOutput {

        /**
         * @param <S> its class
         * @param index an output port, from 0
         * @param spec what is announced there, {@code null} if it is not known yet
         */
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        /**
         * @param <S> their class
         * @param specs what is announced at all outputs
         */
        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        /** @param message what users should know */
        void setWarningMessage(String message);
    }

    /** What an execution looks at. */
    public interface ExecuteInput {

        /**
         * @param <S> their class
         * @return the parameters
         */
        <S extends NodeParameters> S getParameters();

        /** @return takes progress, tells of a cancellation, and makes tables */
        ExecutionContext getExecutionContext();

        /** @return the inputs, {@code null} where an optional port is not connected */
        PortObject[] getInPortObjects();

        /**
         * @param <D> its class
         * @param portIndex an input port, from 0
         * @return its object, {@code null} if the port is optional and not connected
         */
        <D extends PortObject> D getInPortObject(int portIndex);

        /** @return the inputs, all of which must be tables */
        BufferedDataTable[] getInTables();

        /**
         * @param portIndex an input table port, from 0
         * @return its table, {@code null} if the port is optional and not connected
         */
        BufferedDataTable getInTable(int portIndex);

        /** @return the types of the outputs */
        PortType[] getOutPortTypes();
    }

    /** What an execution sets. */
    public interface ExecuteOutput {

        /**
         * @param <D> its class
         * @param index an output port, from 0
         * @param data what comes out there
         */
        <D extends PortObject> void setOutData(int index, D data);

        /**
         * @param <D> their class
         * @param data what comes out at all outputs
         */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /**
         * @param <D> their class
         * @param data what the view shall find
         */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        /** @param message what users should know */
        void setWarningMessage(String message);
    }

    /** What a rearrangement of columns looks at. */
    public interface RearrangeColumnsInput {

        /**
         * @param <S> their class
         * @return the parameters
         */
        <S extends NodeParameters> S getParameters();

        /** @return the spec of the input */
        DataTableSpec getDataTableSpec();
    }

    /** What a rearrangement of columns sets. */
    public interface RearrangeColumnsOutput {

        /** @param rearranger how the columns of the input become those of the output */
        void setColumnRearranger(ColumnRearranger rearranger);
    }
}
