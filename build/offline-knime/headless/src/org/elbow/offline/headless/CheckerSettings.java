package org.elbow.offline.headless;

import java.util.HashSet;
import java.util.Set;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * The settings of a Table Difference Checker: each column of the reference table has to be the same in the other.
 *
 * @param ignoresRowIds whether rows may have other names
 * @param ignoredDomains the columns of which bounds and possible values may differ
 */
record CheckerSettings(boolean ignoresRowIds, Set<String> ignoredDomains) {

    private static final String EQUALITY = "org.knime.testing.internal.diffcheckers.EqualityChecker$Factory";

    private static final String COLUMN = "columnConfig_";

    private static final String INTERNALS = "internals";

    private static final String IGNORE_DOMAIN = "ignoreDomain";

    private static final String IGNORE_ROW_IDS = "ignoreRowIds";

    /** @param model the saved settings; {@code null} or without columns if the node is to configure itself */
    static CheckerSettings of(final NodeSettingsRO model) throws InvalidSettingsException {
        final Set<String> ignored = new HashSet<>();
        if (model == null) {
            return new CheckerSettings(false, ignored);
        }
        for (final String key : model.keySet()) {
            if (key.startsWith(COLUMN)) {
                final NodeSettingsRO column = model.getNodeSettings(key);
                if (!EQUALITY.equals(column.getString("checkerFactory"))) {
                    throw new InvalidSettingsException("this runner compares for equality only, and the column \""
                        + key.substring(COLUMN.length()) + "\" is to be compared by " + column.getString("checkerFactory"));
                }
                if (column.containsKey(INTERNALS) && column.getNodeSettings(INTERNALS).getBoolean(IGNORE_DOMAIN, false)) {
                    ignored.add(key.substring(COLUMN.length()));
                }
            }
        }
        return new CheckerSettings(model.getBoolean(IGNORE_ROW_IDS, false), ignored);
    }

    /**
     * The settings that the node gives itself.
     *
     * @param reference the columns of the reference table; {@code null} if they are not known yet
     */
    static NodeSettings toModel(final DataTableSpec reference) {
        final NodeSettings model = new NodeSettings("model");
        if (reference != null) {
            for (final DataColumnSpec column : reference) {
                final NodeSettingsWO settings = model.addNodeSettings(COLUMN + column.getName());
                settings.addString("checkerFactory", EQUALITY);
                final NodeSettingsWO internals = settings.addNodeSettings(INTERNALS);
                addSwitch(internals, "ignoreColumnProperties");
                addSwitch(internals, "ignoreColumnElementNames");
                addSwitch(internals, IGNORE_DOMAIN);
                addSwitch(internals, "ignoreDomainPossibleValuesOrdering");
            }
        }
        model.addBoolean(IGNORE_ROW_IDS, false);
        return model;
    }

    private static void addSwitch(final NodeSettingsWO internals, final String key) {
        final NodeSettingsWO about = internals.addNodeSettings(key + "_Internals");
        about.addString("SettingsModelID", "SMID_boolean");
        about.addBoolean("EnabledStatus", true);
        internals.addBoolean(key, false);
    }
}
