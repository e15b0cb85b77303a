package org.elbow.offline.headless;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.elbow.offline.OfflineExecution;
import org.elbow.offline.PortObjectStreams;
import org.elbow.offline.ui.NodeAccess;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.DefaultNodeFactory;

/**
 * Writes what the nodes made: for each node a folder of the name that it has in the workflow, with its tables as CSV, its
 * other objects in KNIME's form, its view as HTML, and a summary.
 */
final class ResultWriter {

    private final Graph graph;
    private final Map<String, Variable> variables;
    private final Path root;
    private final ProgressLine console;

    ResultWriter(final Graph graph, final Map<String, Variable> variables, final Path root,
        final ProgressLine console) {
        this.graph = graph;
        this.variables = variables;
        this.root = root;
        this.console = console;
    }

    void write() throws IOException {
        console.start();
        for (final var node : graph.inOrder()) {
            if (node.isPassedOver()) {
                continue;
            }
            final var folder = Files.createDirectory(root.resolve(FileNames.safe(node.entry.folderName())));
            final List<String> summary = new ArrayList<>();
            summary.add(node.result().state().toString());
            node.warnings.forEach(warning -> summary.add("warning: " + warning));
            if (node.error != null) {
                summary.add("error: " + node.error);
            }
            if (node.outputs != null) {
                writeOutputs(node, folder, summary);
                writeView(node, folder);
            }
            Files.write(folder.resolve("summary.txt"), summary, StandardCharsets.UTF_8);
        }
    }

    private void writeOutputs(final GraphNode node, final Path folder, final List<String> summary)
        throws IOException {
        final Set<String> taken = new HashSet<>();
        for (int i = 0; i < node.outputs.length; i++) {
            console.show(node.entry.label(), (double)i / node.outputs.length, "writing " + node.outputName(i));
            final var object = node.outputs[i];
            var name = FileNames.safe(node.outputName(i));
            if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                name += " (port " + (i + 1) + ")";
            }
            if (object instanceof BufferedDataTable table) {
                CsvWriter.write(table, folder.resolve(name + ".csv"));
            } else {
                final var objectFolder = Files.createDirectory(folder.resolve(name));
                try (var out = Files.newOutputStream(objectFolder.resolve("portobject.zip"))) {
                    PortObjectStreams.saveObject(object, out, new OfflineExecution().context());
                } catch (final CanceledExecutionException ex) {
                    throw new IOException("writing " + object.getClass().getSimpleName() + " was cancelled", ex);
                }
                try (var out = Files.newOutputStream(objectFolder.resolve("spec.zip"))) {
                    PortObjectStreams.saveSpec(object.getSpec(), out);
                }
            }
            summary.add("port " + (i + 1) + " (" + node.outputName(i) + "): " + object.getSummary());
        }
    }

    private void writeView(final GraphNode node, final Path folder) throws IOException {
        if (!(node.factory instanceof DefaultNodeFactory factory)) {
            return;
        }
        try {
            final var view = NodeAccess.viewOf(factory, node.model, viewSettings(node));
            if (view.isPresent()) {
                Files.writeString(folder.resolve("view.html"), ViewFile.html(view.get()), StandardCharsets.UTF_8);
            }
        } catch (final InvalidSettingsException ex) {
            console.say("  " + node.entry.label() + ": warning: no view is written, since its settings cannot be used: "
                + WorkflowException.reason(ex));
        }
    }

    private NodeSettings viewSettings(final GraphNode node) throws InvalidSettingsException {
        if (node.entry.view() == null) {
            return null;
        }
        final var settings = new NodeSettings("view");
        node.entry.view().copyTo(settings);
        if (node.entry.viewVariables() != null) {
            new VariableOverrides(variables).apply(settings, node.entry.viewVariables());
        }
        return settings;
    }
}
