package org.elbow.offline;

import java.util.List;

import org.elbow.offline.internal.NodeAccess;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** Makes tables outside of a node. */
public final class OfflineTables {

    private OfflineTables() {
    }

    /**
     * A table of the rows, with the columns' domains computed.
     *
     * @throws IllegalArgumentException if a row does not fit the columns
     * @throws org.knime.core.data.container.DataContainerException if a row's key comes twice
     */
    public static BufferedDataTable table(final DataTableSpec spec, final List<? extends DataRow> rows) {
        final var container = NodeAccess.get().context((fraction, message) -> { }).createDataContainer(spec);
        rows.forEach(container::addRowToTable);
        container.close();
        return container.getTable();
    }
}
