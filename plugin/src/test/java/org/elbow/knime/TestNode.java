package org.elbow.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.PortTypes;
import org.elbow.offline.ui.NodeAccess;
import org.elbow.offline.ui.Parameters;
import org.elbow.offline.ui.ViewContent;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** A node that is configured and executed as KNIME does it. */
public final class TestNode {

    static {
        registerPortTypes();
    }

    private final DefaultNodeFactory factory;

    private final NodeModel model;

    /** @param factory of the node */
    public TestNode(final DefaultNodeFactory factory) {
        this.factory = factory;
        this.model = factory.createNodeModel();
    }

    /** Makes the extension's port types known, as KNIME does when it starts. */
    public static void registerPortTypes() {
        final Path here = Path.of("plugin.xml");
        try (InputStream plugin = Files.newInputStream(Files.exists(here) ? here : Path.of("plugin", "plugin.xml"))) {
            PortTypes.register(plugin, TestNode.class.getClassLoader());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the node its settings, by way of saved settings. */
    public TestNode with(final NodeParameters parameters) throws InvalidSettingsException {
        final NodeSettings settings = new NodeSettings("model");
        Parameters.save(parameters, settings);
        OfflineNodes.validateAndLoad(model, settings);
        return this;
    }

    public NodeModel model() {
        return model;
    }

    /** Configures the node. Ports beyond the given ones are not connected. */
    public PortObjectSpec[] configure(final PortObjectSpec... inputs) throws InvalidSettingsException {
        return OfflineNodes.configure(model, Arrays.copyOf(inputs, inputPorts()));
    }

    /** Configures and executes the node, and checks that it keeps what it announced. */
    public PortObject[] run(final PortObject... inputs) throws Exception {
        return run(new OfflineExecution(), inputs);
    }

    /** The same in a given context. */
    public PortObject[] run(final OfflineExecution execution, final PortObject... inputs) throws Exception {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = inputs[i] == null ? null : inputs[i].getSpec();
        }
        final PortObjectSpec[] announced = configure(specs);
        final PortObject[] outputs =
            OfflineNodes.execute(model, Arrays.copyOf(inputs, inputPorts()), execution.context());
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] instanceof BufferedDataTable table) {
                assertEquals(structure((DataTableSpec)announced[i]), structure(table.getDataTableSpec()));
            } else {
                assertEquals(announced[i], comparable(outputs[i].getSpec(), announced[i]));
            }
        }
        return outputs;
    }

    /** Some things are not known of a model before it is trained. */
    private static PortObjectSpec comparable(final PortObjectSpec made, final PortObjectSpec announced) {
        return announced instanceof VaePortObjectSpec model ? ((VaePortObjectSpec)made).asAnnounced(model) : made;
    }

    private int inputPorts() {
        return OfflineNodes.inputs(model).length;
    }

    private static String structure(final DataTableSpec spec) {
        final StringBuilder text = new StringBuilder();
        spec.forEach(column -> text.append(column.getName()).append(": ").append(column.getType()).append('\n'));
        return text.toString();
    }

    /** The node's warning, or null. */
    public String warning() {
        return OfflineNodes.warning(model) == null ? null : OfflineNodes.warning(model).getSummary();
    }

    /** What the node's view shows. */
    public ViewContent view() throws InvalidSettingsException, IOException {
        return NodeAccess.viewOf(factory, model, null).orElseThrow();
    }
}
