package org.knime.core.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;

/** Collects the rows of a node's output. */
public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable finished;

    BufferedDataContainer(final DataTableSpec spec, final boolean initDomain) {
        super(spec, initDomain);
    }

    /** The table, once the container is closed; always the same. */
    @Override
    public BufferedDataTable getTable() {
        if (finished == null) {
            final var table = super.getTable();
            finished = new BufferedDataTable(table, table.getDataTableSpec(), size());
        }
        return finished;
    }
}
