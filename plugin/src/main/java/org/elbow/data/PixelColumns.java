package org.elbow.data;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images written row by row into the columns of a table, as MNIST and its kin are published as text: {@code label},
 * {@code pixel1}, {@code pixel2}, and so on. The images are square; each row holds their pixels line by line, in colour the three
 * channels of a pixel side by side.
 */
public final class PixelColumns {

    /** The name of the first column that is taken for the labels, in upper or lower case. */
    private static final String LABEL = "label";

    private static final Pattern PIXEL = Pattern.compile("pixel[ _.-]?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    private static final int CHANNELS = 3;

    private PixelColumns() {
    }

    /**
     * The dimensions of the square image that as many numbers make.
     *
     * @param count of the numbers
     * @return [n, n] for n² numbers (grey), [n, n, 3] for 3·n² (colour); empty if there is no such n
     */
    public static List<Integer> imageShape(final int count) {
        final int grey = root(count);
        if (grey > 0) {
            return List.of(grey, grey);
        }
        final int colour = count % CHANNELS == 0 ? root(count / CHANNELS) : 0;
        return colour > 0 ? List.of(colour, colour, CHANNELS) : List.of();
    }

    /** The square root of a square number, otherwise 0. */
    private static int root(final int square) {
        final int root = (int)Math.rint(Math.sqrt(square));
        return root * root == square ? root : 0;
    }

    /**
     * Tells whether columns are the pixels of an image: at least two, named {@code pixel} and a number, which counts up from one
     * column to the next, and as many as a square image has. Upper and lower case are the same, and a blank, a dot, an underscore
     * or a hyphen may stand before the number.
     *
     * @param names of the columns, in their order
     * @return whether they are
     */
    public static boolean areImage(final List<String> names) {
        if (names.size() < 2 || imageShape(names.size()).isEmpty()) {
            return false;
        }
        final int first = number(names.get(0));
        for (int i = 0; i < names.size(); i++) {
            final int number = number(names.get(i));
            if (number < 0 || number != first + i) {
                return false;
            }
        }
        return true;
    }

    private static int number(final String name) {
        final Matcher pixel = PIXEL.matcher(name);
        return pixel.matches() ? Integer.parseInt(pixel.group(1)) : -1;
    }

    /**
     * Tells the label column of a table of images.
     *
     * @param names of all columns, in their order
     * @return the first name, if it is {@code label} and the other columns {@linkplain #areImage are an image}; otherwise empty
     */
    public static String labelColumn(final List<String> names) {
        final boolean labelled = names.size() > 1 && names.get(0).equalsIgnoreCase(LABEL)
            && areImage(names.subList(1, names.size()));
        return labelled ? names.get(0) : "";
    }
}
