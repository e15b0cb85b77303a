package org.elbow.knime.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds names that no other column has: where a name is taken, " (#1)", " (#2)" and so on is put after it, as KNIME does. */
public final class UniqueNames {

    private final Set<String> taken;

    /** @param taken names */
    public UniqueNames(final List<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /**
     * @param wanted name; blanks around it are left out, as KNIME does with names of columns
     * @return the wanted name or the first free one after it, which is taken from now on
     */
    public String next(final String wanted) {
        String name = wanted.trim();
        for (int i = 1; !taken.add(name); i++) {
            name = wanted.trim() + " (#" + i + ")";
        }
        return name;
    }
}
