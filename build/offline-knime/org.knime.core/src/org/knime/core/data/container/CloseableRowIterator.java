package org.knime.core.data.container;

import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;

import org.knime.core.data.DataRow;
import org.knime.core.data.RowIterator;

/** Goes over rows and may be closed before the last one. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {

    public CloseableRowIterator() {
    }

    public static CloseableRowIterator empty() {
        return from(Collections.emptyIterator());
    }

    public static CloseableRowIterator from(final Iterator<? extends DataRow> rows) {
        return new CloseableRowIterator() {

            private Iterator<? extends DataRow> open = rows;

            @Override
            public boolean hasNext() {
                return open.hasNext();
            }

            @Override
            public DataRow next() {
                return open.next();
            }

            @Override
            public void close() {
                open = Collections.emptyIterator();
            }
        };
    }

    @Override
    public abstract void close();
}
