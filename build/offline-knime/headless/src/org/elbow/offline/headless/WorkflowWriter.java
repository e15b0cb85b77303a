package org.elbow.offline.headless;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.elbow.offline.OfflineWorkflow;
import org.elbow.offline.headless.Workflow.Connection;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.DefaultNodeFactory;

/**
 * Writes a workflow folder as KNIME saves one: {@code workflow.knime} and each node's {@code settings.xml}, complete. Nodes get
 * their defaults and what is set here; settings that the node does not have are refused. With KNIME's testing nodes it becomes
 * a test flow, which KNIME's test-flow runner and {@link HeadlessRunner} check.
 */
public final class WorkflowWriter {

    private static final String CREATED_BY = "5.8.0";

    private static final String WORKFLOW_VERSION = "5.1.0";

    private final Map<String, Object> variables = new LinkedHashMap<>();

    private final Map<String, byte[]> data = new TreeMap<>();

    private final List<WrittenNode> nodes = new ArrayList<>();

    private final List<Connection> connections = new ArrayList<>();

    private Expectations expectations = Expectations.NONE;

    /** Declares a workflow variable with its default: a String, Integer, Double, Long or Boolean. */
    public WorkflowWriter variable(final String name, final Object value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Adds a node.
     *
     * @param id its number in the workflow
     * @param factory the class of its factory
     * @param label what stands under it
     * @param column where it stands, from the left
     * @param row where it stands, from the top
     * @param settings what differs from the defaults, by key, settings of a group by {@code group/key}; enums by the name of the
     *            constant
     * @param overrides settings that follow a workflow variable: key of the setting, name of the variable
     */
    public WorkflowWriter node(final int id, final String factory, final String label, final int column, final int row,
        final Map<String, Object> settings, final Map<String, String> overrides) {
        nodes.add(new WrittenNode(id, factory, label, column, row, new TreeMap<>(settings), new TreeMap<>(overrides)));
        return this;
    }

    /** Connects an output port to an input port, both counted from 1. */
    public WorkflowWriter connect(final int source, final int sourcePort, final int target, final int targetPort) {
        connections.add(new Connection(source, sourcePort, target, targetPort));
        return this;
    }

    /** Adds a file, which nodes find at {@code knime://knime.workflow/data/NAME}. */
    public WorkflowWriter data(final String name, final byte[] content) {
        data.put(name, content.clone());
        return this;
    }

    /** Adds a Testflow Configuration: what KNIME's test-flow runner shall expect. The number is that of the new node. */
    public WorkflowWriter expect(final int id, final int column, final int row, final Expectations expected) {
        expectations = expected;
        return node(id, TestFlow.CONFIGURATION, "", column, row, Map.of(), Map.of());
    }

    /**
     * Adds a Table Difference Checker, which fails unless two tables are the same.
     *
     * @param id the number of the new node
     * @param label what stands under it
     * @param column where it stands, from the left
     * @param row where it stands, from the top
     * @param test the node that makes the table to check, at its port {@code testPort} (from 1)
     * @param reference the node that makes the table that it has to be, at its port {@code referencePort} (from 1)
     */
    public WorkflowWriter compare(final int id, final String label, final int column, final int row, final int test,
        final int testPort, final int reference, final int referencePort) {
        return node(id, TestFlow.CHECKER, label, column, row, Map.of(), Map.of()) //
            .connect(test, testPort, id, 1).connect(reference, referencePort, id, 2);
    }

    /**
     * Writes the folder.
     *
     * @param folder is created; files in it are overwritten
     * @param loader finds the nodes' factories, and the {@code plugin.xml} that register them
     * @param pluginFiles further files that register nodes
     * @throws IOException if writing fails
     * @throws InvalidSettingsException if a node does not have a setting, or refuses a value
     * @throws WorkflowException if the nodes cannot be connected like this
     */
    public void write(final Path folder, final ClassLoader loader, final URL... pluginFiles)
        throws IOException, InvalidSettingsException, WorkflowException {
        for (final Map.Entry<String, byte[]> file : data.entrySet()) {
            Files.createDirectories(folder.resolve("data"));
            Files.write(folder.resolve("data").resolve(file.getKey()), file.getValue());
        }
        final Map<Integer, NodeFile> files = new LinkedHashMap<>();
        final Map<Integer, Workflow.Node> entries = new LinkedHashMap<>();
        for (final WrittenNode node : nodes) {
            final DefaultNodeFactory factory = node.isTesting() ? null : create(node.factory(), loader);
            final NodeFile file = factory == null ? NodeFile.testing(node.factory()) : NodeFile.of(factory);
            files.put(node.id(), file);
            entries.put(node.id(), new Workflow.Node(node.id(), file.folderName(node.id()), file.name(), node.factory(),
                factory == null ? null : NodeFile.model(factory, node.settings(), node.variables()), node.mask(), null, null));
        }
        final Workflow workflow = new Workflow(folder, entries, connections, variableValues());
        final ExtensionRegistry registry = new ExtensionRegistry(loader, List.of(pluginFiles));
        registry.registerPortTypes(loader);
        final Graph graph = new Graph(workflow, registry, loader);
        configure(graph, workflow);
        boolean allConfigured = true;
        for (final WrittenNode node : nodes) {
            final NodeSettings settings = settings(node, files.get(node.id()), graph);
            allConfigured &= settings.getString("state").equals(NodeFile.CONFIGURED);
            save(folder.resolve(files.get(node.id()).folderName(node.id())).resolve("settings.xml"), settings);
        }
        save(folder.resolve("workflow.knime"), workflowFile(folder.getFileName().toString(), files, allConfigured));
        WorkflowMetadata.write(folder);
    }

    private NodeSettings settings(final WrittenNode node, final NodeFile file, final Graph graph) {
        return switch (node.factory()) {
            case TestFlow.CONFIGURATION -> file.settings(expectations.toModel(), new NodeSettings("variables"), node.annotation(),
                true);
            case TestFlow.CHECKER -> {
                final DataTableSpec reference = reference(node, graph);
                yield file.settings(CheckerSettings.toModel(reference), null, node.annotation(), reference != null);
            }
            default -> {
                final GraphNode known = graph.get(node.id());
                yield file.settings(known.entry.model(), node.mask(), node.annotation(), known.announced != null);
            }
        };
    }

    /** Has the nodes announce their outputs, as KNIME does when it opens a workflow. */
    private static void configure(final Graph graph, final Workflow workflow) {
        try (var stay = OfflineWorkflow.enter(workflow.folder())) {
            final NodeRunner runner = new NodeRunner(graph, workflow.variables());
            for (final GraphNode node : graph.inOrder()) {
                if (!node.isPassedOver()) {
                    runner.load(node);
                    if (!node.failed()) {
                        runner.configure(node);
                    }
                }
            }
        }
    }

    /** The columns of the table that a checker compares with; {@code null} if they are not known before anything runs. */
    private DataTableSpec reference(final WrittenNode checker, final Graph graph) {
        DataTableSpec reference = null;
        for (final Connection connection : connections) {
            if (connection.target() == checker.id()) {
                final GraphNode source = graph.get(connection.source());
                if (source.announced == null
                    || !(source.announced[connection.sourcePort() - 1] instanceof DataTableSpec spec)) {
                    return null;
                }
                reference = connection.targetPort() == 2 ? spec : reference;
            }
        }
        return reference;
    }

    private NodeSettings workflowFile(final String name, final Map<Integer, NodeFile> files, final boolean allConfigured) {
        final NodeSettings workflow = new NodeSettings("workflow.knime");
        workflow.addString("created_by", CREATED_BY);
        workflow.addBoolean("created_by_nightly", false);
        workflow.addString("version", WORKFLOW_VERSION);
        workflow.addString("name", name);
        WorkflowMetadata.addAuthor(workflow.addNodeSettings("authorInformation"));
        workflow.addString("customDescription", null);
        workflow.addString("state", allConfigured ? NodeFile.CONFIGURED : NodeFile.IDLE);
        if (!variables.isEmpty()) {
            workflow.addNodeSettings(variableSettings());
        }
        workflow.addNodeSettings("workflow_credentials");
        final NodeSettingsWO list = workflow.addNodeSettings("nodes");
        for (final WrittenNode node : nodes) {
            node.addEntry(list.addNodeSettings("node_" + node.id()),
                files.get(node.id()).folderName(node.id()) + "/settings.xml");
        }
        final NodeSettingsWO links = workflow.addNodeSettings("connections");
        for (int i = 0; i < connections.size(); i++) {
            final NodeSettingsWO link = links.addNodeSettings("connection_" + i);
            link.addInt("sourceID", connections.get(i).source());
            link.addInt("destID", connections.get(i).target());
            link.addInt("sourcePort", connections.get(i).sourcePort());
            link.addInt("destPort", connections.get(i).targetPort());
        }
        return workflow;
    }

    private NodeSettings variableSettings() {
        final NodeSettings list = new NodeSettings("workflow_variables");
        int index = 0;
        for (final Map.Entry<String, Object> variable : variables.entrySet()) {
            Variable.write(list.addNodeSettings("Var_" + index++), variable.getKey(), variable.getValue());
        }
        return list;
    }

    private Map<String, Variable> variableValues() throws InvalidSettingsException {
        final Map<String, Variable> values = new LinkedHashMap<>();
        final NodeSettingsRO list = variableSettings();
        for (final String key : list.keySet()) {
            final Variable variable = Variable.read(list.getNodeSettings(key));
            values.put(variable.name(), variable);
        }
        return values;
    }

    private static DefaultNodeFactory create(final String factory, final ClassLoader loader) throws InvalidSettingsException {
        try {
            return (DefaultNodeFactory)Class.forName(factory, true, loader).getConstructor().newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new InvalidSettingsException("There is no node factory " + factory + ".", e);
        }
    }

    private static void save(final Path file, final NodeSettings settings) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }
}
