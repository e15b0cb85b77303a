package org.elbow.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The arrays in an NPZ file, by name. */
final class NpzMembers {

    /** What an array's name is followed by in the zip file's directory. */
    static final String ENDING = ".npy";

    private NpzMembers() {
    }

    static ZipFile open(final Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (final ZipException e) {
            throw new DataException(ArraySource.displayName(file, "") + " begins like an NPZ file but is truncated or damaged ("
                + e.getMessage() + "). Copy or download it again.", e);
        }
    }

    static List<String> names(final Path file, final ZipFile zip) {
        final List<String> names = new ArrayList<>();
        zip.stream().filter(e -> !e.isDirectory() && e.getName().endsWith(ENDING))
            .forEach(e -> names.add(e.getName().substring(0, e.getName().length() - ENDING.length())));
        if (names.isEmpty()) {
            throw new DataException(ArraySource.displayName(file, "") + " is a zip file without NumPy arrays (" + zip.size()
                + " entries, none ends in " + ENDING + "). Choose a file written by numpy.savez.");
        }
        return names;
    }

    /** The array of that name, or the only one if there is no name. */
    static String choose(final Path file, final List<String> names, final String wanted) {
        final String list = String.join(", ", names);
        final String member = wanted == null ? "" : wanted.strip();
        if (names.contains(member)) {
            return member;
        }
        if (!member.isEmpty()) {
            throw new DataException(ArraySource.displayName(file, "") + " holds no array \"" + member
                + "\". Its arrays are: " + list + ".");
        }
        if (names.size() > 1) {
            throw new DataException(ArraySource.displayName(file, "") + " holds " + names.size() + " arrays: " + list
                + ". Name the one to read.");
        }
        return names.get(0);
    }
}
