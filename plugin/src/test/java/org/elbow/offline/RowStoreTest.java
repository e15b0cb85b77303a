package org.elbow.offline;

import static org.elbow.knime.TestTables.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.elbow.offline.internal.KeyCheck;
import org.elbow.offline.internal.RowStore;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

class RowStoreTest {

    /** More rows of ten cells than are kept in memory. */
    private static final int MANY = 200_010;

    private static final DataCell VECTOR = vector(1, 2, 3);

    private static final DataCell ERROR = new MissingCell("not measured");

    private static DataRow row(final int number) {
        return new DefaultRow("Row " + number, new DoubleCell(number / 3.0), new DoubleCell(Double.NaN), new IntCell(-number),
            new LongCell(1L << 40 | number), BooleanCell.TRUE, BooleanCell.FALSE, new StringCell("Größe " + "x".repeat(number % 5)),
            DataType.getMissingCell(), VECTOR, ERROR);
    }

    private static RowStore store(final int rows) {
        final RowStore store = new RowStore();
        for (int row = 0; row < rows; row++) {
            store.add(row(row));
        }
        store.finish();
        return store;
    }

    private static void check(final RowStore store, final int rows) {
        assertEquals(rows, store.size());
        final Iterator<DataRow> iterator = store.iterator();
        for (int row = 0; row < rows; row++) {
            assertTrue(iterator.hasNext());
            assertEquals(row(row), iterator.next());
        }
        assertFalse(iterator.hasNext());
        assertThrows(NoSuchElementException.class, iterator::next);
    }

    @Test
    void fewRowsStayInMemory() {
        final RowStore store = store(100);
        assertNull(store.file());
        check(store, 100);
        check(store(0), 0);
    }

    @Test
    void manyRowsComeBackFromAFileAsOftenAsWanted() {
        final RowStore store = store(MANY);
        assertNotNull(store.file());
        check(store, MANY);
        check(store, MANY);
        final Iterator<DataRow> one = store.iterator();
        final Iterator<DataRow> other = store.iterator();
        one.next();
        assertEquals(row(1), one.next());
        final DataRow first = other.next();
        assertEquals(row(0), first);
        assertSame(VECTOR, first.getCell(8), "cells that are not written stay as they are");
        assertEquals("not measured", ((MissingCell)first.getCell(9)).getError());
    }

    @Test
    void aTextLongerThanTheBufferIsWritten() {
        final String text = "ä".repeat(200_000);
        final RowStore store = store(MANY - 11);
        assertNull(store.file());
        final RowStore longer = new RowStore();
        store.forEach(longer::add);
        for (int i = 0; i < 20; i++) {
            longer.add(new DefaultRow("long " + i, new StringCell(text), new StringCell(text)));
        }
        longer.finish();
        assertNotNull(longer.file());
        DataRow last = null;
        for (final DataRow row : longer) {
            last = row;
        }
        assertEquals(new DefaultRow("long 19", new StringCell(text), new StringCell(text)), last);
    }

    @Test
    void keysThatComeTwiceAreFoundAmongMillions() {
        final KeyCheck keys = new KeyCheck();
        for (int i = 0; i < 2_500_000; i++) {
            assertTrue(keys.add("Row" + i));
        }
        for (int i = 0; i < 2_500_000; i += 99_999) {
            assertFalse(keys.add("Row" + i));
        }
        assertTrue(keys.add("another"));
    }
}
