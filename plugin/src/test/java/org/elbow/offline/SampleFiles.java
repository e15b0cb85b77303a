package org.elbow.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds reference files that lie beside the repository on some machines only. */
final class SampleFiles {

    private SampleFiles() {
    }

    /** The file that the system property names, else the first of that relative path beside a folder above this one. */
    static Path find(final String property, final String path) {
        final var configured = System.getProperty(property);
        if (configured != null) {
            return Path.of(configured);
        }
        final var here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, p -> p != null, Path::getParent).map(p -> p.resolve(path)).filter(Files::exists)
            .findFirst().orElse(here.resolveSibling(path));
    }
}
