package org.elbow.knime.table;

import java.util.Arrays;
import java.util.BitSet;

/** Which rows of a table can be used, and where they stand among those. Takes little more than a bit for each row. */
public final class UsedRows {

    /** So often it is noted how many rows came before. */
    private static final int STRIDE = 512;

    private final BitSet used = new BitSet();

    private int[] before = new int[1];

    private int tableRows;

    private int count;

    /** Takes note of the table's next row. */
    void add(final boolean isUsed) {
        if (tableRows % STRIDE == 0) {
            final int number = tableRows / STRIDE;
            before = number < before.length ? before : Arrays.copyOf(before, 2 * number);
            before[number] = count;
        }
        used.set(tableRows++, isUsed);
        count += isUsed ? 1 : 0;
    }

    /** Takes note of the table's next rows. */
    public void addAll(final UsedRows next) {
        for (int row = 0; row < next.tableRows; row++) {
            add(next.used.get(row));
        }
    }

    /** @return how many rows the table has */
    public int tableRows() {
        return tableRows;
    }

    /** @return how many of them can be used */
    public int count() {
        return count;
    }

    /** @return how many are left out */
    public int skipped() {
        return tableRows - count;
    }

    /**
     * @param tableRow a row of the table, counted from 0
     * @return its place among the rows that can be used, or a negative number if it is left out
     */
    public int place(final int tableRow) {
        if (tableRow < 0 || tableRow >= tableRows) {
            throw new IndexOutOfBoundsException("There is no row " + tableRow + "; the table has " + tableRows + " rows.");
        }
        return used.get(tableRow)
            ? before[tableRow / STRIDE] + used.get(tableRow - tableRow % STRIDE, tableRow).cardinality() : -1;
    }
}
