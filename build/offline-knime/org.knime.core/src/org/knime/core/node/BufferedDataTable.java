package org.knime.core.node;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

import javax.swing.JComponent;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A finished table: immutable, to be gone over as often as needed. */
public final class BufferedDataTable implements DataTable, PortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    public static final PortType TYPE_OPTIONAL =
        PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private static final AtomicInteger LAST_ID = new AtomicInteger();

    private final DataTable rows;

    private final DataTableSpec spec;

    private final long size;

    private final int id = LAST_ID.incrementAndGet();

    BufferedDataTable(final DataTable rows, final DataTableSpec spec, final long size) {
        this.rows = rows;
        this.spec = spec;
        this.size = size;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public DataTableSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return "Rows: " + size + ", Cols: " + spec.getNumColumns();
    }

    @Override
    public CloseableRowIterator iterator() {
        return CloseableRowIterator.from((Iterator<DataRow>)rows.iterator());
    }

    public int getRowCount() {
        return Math.toIntExact(size);
    }

    public long size() {
        return size;
    }

    public Integer getBufferedTableId() {
        return id;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
