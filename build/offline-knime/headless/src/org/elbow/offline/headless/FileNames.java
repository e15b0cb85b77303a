package org.elbow.offline.headless;

/** Makes names of files from names that people gave. */
final class FileNames {

    private FileNames() {
    }

    /** The name without what a file system refuses or takes for a path. */
    static String safe(final String name) {
        final var safe = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip().replaceAll("^\\.+|\\.+$", "_");
        return safe.isEmpty() ? "_" : safe;
    }
}
