package org.elbow.knime.learner;

import java.util.ArrayList;
import java.util.List;

/** The sizes of hidden layers, as a user writes them. */
final class HiddenLayers {

    private static final int LARGEST = 65_536;

    private HiddenLayers() {
    }

    /**
     * @param text sizes with commas, semicolons or blanks between them, such as "512, 256"; blank for no hidden layer
     * @return the sizes, first layer first
     * @throws IllegalArgumentException if a size is not a whole number in [1, 65536]
     */
    static List<Integer> parse(final String text) {
        final List<Integer> sizes = new ArrayList<>();
        for (final String part : text.strip().split("[,;\\s]+")) {
            if (part.isEmpty()) {
                continue;
            }
            final int size = part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0;
            if (size < 1 || size > LARGEST) {
                throw new IllegalArgumentException("The hidden layers \"" + text + "\" contain \"" + part
                    + "\", which is not a whole number between 1 and " + LARGEST + ". Write the layers' sizes with commas "
                    + "between them, for instance \"512, 256\".");
            }
            sizes.add(size);
        }
        return sizes;
    }
}
