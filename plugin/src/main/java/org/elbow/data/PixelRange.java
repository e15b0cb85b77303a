package org.elbow.data;

import java.nio.file.Path;

import org.elbow.nn.Progress;

/**
 * What the numbers of a text file mean as pixels, since text does not tell the type of its elements: whole intensities from 0 to
 * 255 if any number of the file is above 1, otherwise shares of white from 0 to 1.
 */
public final class PixelRange {

    private static final int WHITE = 255;

    private static final int REPORT_EVERY = 64;

    private static final PixelRange SHARES = new PixelRange("");

    /** The first number above 1 and its place; empty if there is none. */
    private final String evidence;

    private PixelRange(final String evidence) {
        this.evidence = evidence;
    }

    /**
     * Looks through a file, as far as the first number above 1. All of the file counts, not only rows that are read later, so
     * that a row means the same whichever others are read with it.
     *
     * @param file a text file
     * @param labelColumn as for {@link ArrayFile#open(Path, String, String)}; its numbers do not count
     * @param progress hears how much has been looked through
     * @return what the file's numbers mean
     * @throws DataException if the file cannot be read
     */
    public static PixelRange of(final Path file, final String labelColumn, final Progress progress) {
        try (ArrayFile array = ArrayFile.open(file, null, labelColumn)) {
            final double[] elements = new double[array.rowSize()];
            while (array.readRow(elements)) {
                if (array.row() % REPORT_EVERY == 1) {
                    progress.update(array.fraction(), "Looking for intensities in row " + array.row() + " of "
                        + file.getFileName());
                }
                for (int i = 0; i < elements.length; i++) {
                    if (elements[i] > 1) {
                        return new PixelRange(array.place(i) + " holds " + text(elements[i]));
                    }
                }
            }
            return SHARES;
        }
    }

    /** @return {@link ElementType#UINT8} for intensities from 0 to 255, {@link ElementType#FLOAT64} for numbers from 0 to 1 */
    public ElementType elementType() {
        return evidence.isEmpty() ? ElementType.FLOAT64 : ElementType.UINT8;
    }

    /**
     * Checks that the numbers of a row are pixels.
     *
     * @param array that the row was read from last
     * @param elements of the row, not modified
     * @throws DataException if a number is out of range, or not whole among intensities; names line, column and number
     */
    public void check(final ArrayFile array, final double[] elements) {
        for (int i = 0; i < elements.length; i++) {
            final double element = elements[i];
            final boolean pixel = evidence.isEmpty() ? element >= 0 && element <= 1
                : element >= 0 && element <= WHITE && element == (int)element;
            if (!pixel) {
                throw new DataException(array.place(i) + " holds " + text(element) + ", but pixels are "
                    + (evidence.isEmpty() ? "numbers from 0 to 1, since the file holds none above 1"
                        : "whole numbers from 0 to 255, unless no number of the file is above 1 (" + evidence + ")")
                    + ". Correct the cell, or represent the rows as vectors or columns.");
            }
        }
    }

    /** A whole number without a decimal point. */
    private static String text(final double number) {
        return number == (int)number ? Integer.toString((int)number) : Double.toString(number);
    }
}
