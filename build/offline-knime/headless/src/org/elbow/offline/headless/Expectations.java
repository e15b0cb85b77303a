package org.elbow.offline.headless;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * What a test flow expects of its nodes, as KNIME's Testflow Configuration holds it. Nodes that are not named here have to be
 * executed without any message.
 *
 * @param warnings the message of each node that has to warn, by the id of the node; parts between {@value #REGEX} are regular
 *            expressions
 * @param errors the message of each node that has to fail with one, likewise
 * @param failing the nodes that must not be executed, because they fail or because one before them does
 */
public record Expectations(Map<Integer, String> warnings, Map<Integer, String> errors, Set<Integer> failing) {

    /** Encloses regular expressions in messages. */
    public static final String REGEX = "_!_";

    /** All nodes are executed, and none has anything to say. */
    public static final Expectations NONE = new Expectations(Map.of(), Map.of(), Set.of());

    private static final String OWNER = "nobody@example.org";

    private static final int TIMEOUT_SECONDS = 300;

    private static final int MOST_ROWS_TO_HIGHLIGHT = 2500;

    /** Keeps copies. */
    public Expectations {
        warnings = Map.copyOf(warnings);
        errors = Map.copyOf(errors);
        failing = Set.copyOf(failing);
    }

    /**
     * @param node the id of a node
     * @param message with which it has to warn
     * @return these expectations and that one
     */
    public Expectations andWarning(final int node, final String message) {
        final Map<Integer, String> more = new TreeMap<>(warnings);
        more.put(node, message);
        return new Expectations(more, errors, failing);
    }

    /**
     * @param node the id of a node
     * @param message with which it has to fail when it is executed
     * @return these expectations and that one
     */
    public Expectations andError(final int node, final String message) {
        final Map<Integer, String> more = new TreeMap<>(errors);
        more.put(node, message);
        final Set<Integer> mustFail = new TreeSet<>(failing);
        mustFail.add(node);
        return new Expectations(warnings, more, mustFail);
    }

    /** The settings of a Testflow Configuration, all of them. */
    NodeSettings toModel() {
        final NodeSettings model = new NodeSettings("model");
        model.addString("owner", OWNER);
        model.addStringArray("requiredLogErrors");
        model.addStringArray("requiredLogWarnings");
        model.addStringArray("requiredLogInfos");
        model.addStringArray("optionalLogMessages");
        model.addStringArray("failingNodes", new TreeSet<>(failing).stream().map(String::valueOf).toArray(String[]::new));
        addMessages(model.addNodeSettings("requiredNodeWarnings"), warnings);
        addMessages(model.addNodeSettings("requiredNodeErrors"), errors);
        model.addInt("timeout", TIMEOUT_SECONDS);
        model.addInt("maxHilitedRows", MOST_ROWS_TO_HIGHLIGHT);
        model.addStringArray("usedJanitors");
        model.addBoolean("streamingTest", false);
        model.addBoolean("testNodesInComponents", false);
        model.addString("requiredLoadVersion", "<future>"); // any
        model.addStringArray("supportedTableBackends", "org.knime.core.data.container.BufferedTableBackend");
        return model;
    }

    private static void addMessages(final NodeSettingsWO list, final Map<Integer, String> messages) {
        int i = 0;
        for (final Map.Entry<Integer, String> entry : new TreeMap<>(messages).entrySet()) {
            list.addString("nodeID_" + i, String.valueOf(entry.getKey()));
            list.addString("message_" + i, entry.getValue());
            i++;
        }
        list.addInt("count", i);
    }

    /** @param model the settings of a Testflow Configuration; whatever is not there is not expected */
    static Expectations of(final NodeSettingsRO model) throws InvalidSettingsException {
        final Set<Integer> failing = new TreeSet<>();
        for (final String id : model.getStringArray("failingNodes", new String[0])) {
            failing.add(number(id));
        }
        return new Expectations(messages(model, "requiredNodeWarnings"), messages(model, "requiredNodeErrors"), failing);
    }

    private static Map<Integer, String> messages(final NodeSettingsRO model, final String key)
        throws InvalidSettingsException {
        final Map<Integer, String> messages = new TreeMap<>();
        if (model.containsKey(key)) {
            final NodeSettingsRO list = model.getNodeSettings(key);
            for (int i = 0; i < list.getInt("count", 0); i++) {
                messages.put(number(list.getString("nodeID_" + i)), list.getString("message_" + i));
            }
        }
        return messages;
    }

    private static int number(final String id) throws InvalidSettingsException {
        try {
            return Integer.parseInt(id);
        } catch (final NumberFormatException e) {
            throw new InvalidSettingsException(
                "\"" + id + "\" is no node of the workflow itself; this runner has single nodes only.", e);
        }
    }
}
