package org.elbow.knime.table;

import java.util.List;

/** Lists of names in messages. */
final class Names {

    private static final int SHOWN = 5;

    private Names() {
    }

    /** @return the names with commas between them, cut off after some */
    static String list(final List<String> names) {
        final String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
