package org.elbow.offline.headless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/**
 * The folder that takes the results of a run. They are written to a folder beside it first, and moved when all are there, so
 * that nothing half-written is ever found. A folder with results of an earlier run is reused; no other files are touched.
 */
final class OutputFolder implements AutoCloseable {

    /** Lists what a run wrote, and tells the folder of results from any other. */
    private static final String LIST = "run-results.txt";

    private final Path target;
    private final Path draft;

    private OutputFolder(final Path target, final Path draft) {
        this.target = target;
        this.draft = draft;
    }

    /**
     * @param folder where the results shall be
     * @throws WorkflowException if they cannot be written there, or if other files are there
     */
    static OutputFolder open(final Path folder) throws WorkflowException {
        final var target = folder.toAbsolutePath().normalize();
        try {
            if (Files.exists(target) && !Files.isDirectory(target)) {
                throw new WorkflowException("The output folder " + folder + " is a file; name a folder.");
            }
            if (Files.isDirectory(target) && !Files.exists(target.resolve(LIST)) && !isEmpty(target)) {
                throw new WorkflowException("The output folder " + folder
                    + " holds other files; name a new or empty folder, or one with the results of an earlier run.");
            }
            if (Files.isDirectory(target) && !Files.isWritable(target) || target.getParent() == null) {
                throw new WorkflowException("The output folder " + folder + " cannot be written to.");
            }
            Files.createDirectories(target.getParent());
            return new OutputFolder(target,
                Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-partial-"));
        } catch (final IOException ex) {
            throw new WorkflowException("The output folder " + folder + " cannot be written to: nothing can be made in "
                + target.getParent() + " (" + ex.getClass().getSimpleName() + ").", ex);
        }
    }

    /** Where the results are written meanwhile. */
    Path draft() {
        return draft;
    }

    /** Moves the results to their place, where they replace those of an earlier run. */
    void publish() throws IOException {
        final List<Path> results;
        try (var entries = Files.list(draft)) {
            results = entries.sorted().toList();
        }
        Files.createDirectories(target);
        final var list = target.resolve(LIST);
        if (Files.exists(list)) {
            for (final var name : Files.readAllLines(list, StandardCharsets.UTF_8)) {
                final var earlier = target.resolve(name).normalize();
                if (!name.isBlank() && target.equals(earlier.getParent())) {
                    delete(earlier);
                }
            }
        }
        Files.write(list, results.stream().map(path -> path.getFileName().toString()).toList(),
            StandardCharsets.UTF_8);
        for (final var result : results) {
            final var place = target.resolve(result.getFileName());
            delete(place);
            Files.move(result, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes what was written but not published. */
    @Override
    public void close() throws IOException {
        delete(draft);
    }

    private static boolean isEmpty(final Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void delete(final Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(entry -> {
                try {
                    Files.delete(entry);
                } catch (final IOException ex) {
                    throw new UncheckedIOException(ex);
                }
            });
        } catch (final UncheckedIOException ex) {
            throw ex.getCause();
        }
    }
}
