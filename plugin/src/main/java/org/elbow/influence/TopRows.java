package org.elbow.influence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.influence.InfluenceRanking.Ranked;

/** The rows of the highest values among those that came by, in descending order. */
final class TopRows {

    /** Room is made as rows come by, since most rows may have few. */
    private static final int FIRST_ROOM = 8;

    private final int capacity;

    private float[] values = new float[0];

    private int[] rows = new int[0];

    private int size;

    TopRows(final int capacity) {
        this.capacity = capacity;
    }

    /** Takes a row if its value is among the highest. Rows come in ascending order; of equal values the first stays. */
    void offer(final int row, final float value) {
        if (size == capacity && value <= values[size - 1]) {
            return;
        }
        if (size == values.length && size < capacity) {
            final int room = Math.min(capacity, Math.max(FIRST_ROOM, 2 * size));
            values = Arrays.copyOf(values, room);
            rows = Arrays.copyOf(rows, room);
        }
        final int place = place(value);
        final int last = Math.min(size, capacity - 1);
        System.arraycopy(values, place, values, place + 1, last - place);
        System.arraycopy(rows, place, rows, place + 1, last - place);
        values[place] = value;
        rows[place] = row;
        size = last + 1;
    }

    /** The number of values that are at least as high. */
    private int place(final float value) {
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (values[middle] >= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    List<Ranked> ranked(final int sign) {
        final List<Ranked> ranked = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ranked.add(new Ranked(rows[i], sign * values[i]));
        }
        return ranked;
    }
}
