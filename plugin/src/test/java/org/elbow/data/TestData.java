package org.elbow.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Real data sets outside the repository: MNIST and others, in the folder that the property {@code elbow.data} names. */
final class TestData {

    private TestData() {
    }

    /** @return a file of the folder; the test is skipped where it is absent */
    static Path file(final String name) {
        final String property = System.getProperty("elbow.data");
        final Stream<Path> folders = property != null ? Stream.of(Path.of(property))
            : Stream.of(Path.of("../shared/data"), Path.of("../../shared/data"));
        final Path file = folders.map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst().orElse(null);
        assumeTrue(file != null, "no " + name + "; set -Delbow.data to a folder that holds it");
        return file;
    }
}
