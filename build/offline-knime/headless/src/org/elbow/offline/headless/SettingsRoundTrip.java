package org.elbow.offline.headless;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.elbow.offline.OfflineNodes;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.ConfigBase;

/**
 * Checks that a workflow survives being saved: the settings that a node writes after it loaded those of the folder must be the
 * same, and so must be what it writes after it loaded its own.
 */
public final class SettingsRoundTrip {

    private SettingsRoundTrip() {
    }

    /**
     * @param options which workflow, and where its nodes are found; nothing is run or written
     * @return what differs, one line for each setting; empty if all is well
     * @throws WorkflowException if the workflow cannot be read
     */
    public static List<String> differences(final RunOptions options) throws WorkflowException {
        final var workflow = WorkflowReader.read(options.folder());
        final var registry = new ExtensionRegistry(options.extensions(), options.pluginFiles());
        registry.registerPortTypes(options.extensions());
        final List<String> differences = new ArrayList<>();
        for (final var node : new Graph(workflow, registry, options.extensions()).inOrder()) {
            final var model = node.entry.model();
            // settings that are not there yet are those of a node whose dialog was never used
            if (!node.isPassedOver() && model != null && !model.keySet().isEmpty()) {
                try {
                    final var saved = savedAfterLoading(node, model);
                    differences(node.entry.label() + ": loaded and saved, ", model, saved, differences);
                    differences(node.entry.label() + ": saved twice, ", saved, savedAfterLoading(node, saved),
                        differences);
                } catch (final InvalidSettingsException | IOException ex) {
                    differences.add(node.entry.label() + ": " + WorkflowException.reason(ex));
                }
            }
        }
        return differences;
    }

    /** What the node writes, having gone through a file as KNIME's does. */
    private static NodeSettings savedAfterLoading(final GraphNode node, final NodeSettings model)
        throws InvalidSettingsException, IOException {
        OfflineNodes.validateAndLoad(node.model, model);
        final var saved = new NodeSettings("model");
        OfflineNodes.saveSettings(node.model, saved);
        final var file = new ByteArrayOutputStream();
        saved.saveToXML(file);
        return (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(file.toByteArray()));
    }

    private static void differences(final String prefix, final NodeSettings before, final NodeSettings after,
        final List<String> differences) {
        final Map<String, String> first = new LinkedHashMap<>();
        final Map<String, String> second = new LinkedHashMap<>();
        flatten("", before, first);
        flatten("", after, second);
        final Set<String> keys = new LinkedHashSet<>(first.keySet());
        keys.addAll(second.keySet());
        for (final var key : keys) {
            if (!Objects.equals(first.get(key), second.get(key))) {
                differences.add(prefix + key + ": " + text(first, key) + " became " + text(second, key));
            }
        }
    }

    private static String text(final Map<String, String> entries, final String key) {
        return entries.containsKey(key) ? entries.get(key) : "nothing";
    }

    /** Puts all entries below a path into a map, with their types. */
    static void flatten(final String path, final ConfigBase settings, final Map<String, String> entries) {
        for (final var key : settings.keySet()) {
            final var entry = settings.getEntry(key);
            if (entry instanceof ConfigBase below) {
                entries.put(path + key, "group");
                flatten(path + key + "/", below, entries);
            } else {
                entries.put(path + key, entry.getType() + " " + entry.toStringValue());
            }
        }
    }
}
