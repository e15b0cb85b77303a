package org.knime.core.util;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Finds, opens and makes files. Locations are paths or URLs. */
public final class FileUtil {

    private static final int DEFAULT_TIMEOUT_MILLIS = 1000;

    private static final String KNIME = "knime";

    private FileUtil() {
    }

    /** The URL of a location: as it stands if it is one, else that of the file at the path. */
    public static URL toURL(final String location) throws MalformedURLException, InvalidPathException {
        final var colon = location.indexOf(':');
        // a single letter before the colon is a drive
        if (colon <= 1 || !location.substring(0, colon).chars().allMatch(Character::isLetterOrDigit)) {
            return Path.of(location).toUri().toURL();
        }
        return location.substring(0, colon).equalsIgnoreCase(KNIME)
            ? new URL(null, location.replace(" ", "%20"), new WorkflowLocations()) : new URL(location);
    }

    /** The file of a URL, null unless it is the URL of a local file; {@code knime://knime.workflow} is the workflow's folder. */
    public static Path resolveToPath(final URL url) throws IOException, URISyntaxException {
        if (KNIME.equalsIgnoreCase(url.getProtocol())) {
            return WorkflowLocations.resolve(url);
        }
        if (!"file".equalsIgnoreCase(url.getProtocol())) {
            return null;
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException | IllegalArgumentException e) { // a space or a host that is not encoded as it should be
            return getFileFromURL(url).toPath();
        }
    }

    /** The file of a {@code file:} URL, null for any other. */
    public static File getFileFromURL(final URL url) {
        if (!"file".equals(url.getProtocol().toLowerCase(Locale.ROOT))) {
            return null;
        }
        try {
            return new File(url.toURI());
        } catch (URISyntaxException | IllegalArgumentException e) { // see above
            return new File(url.getPath());
        }
    }

    public static InputStream openStreamWithTimeout(final URL url) throws IOException {
        return openStreamWithTimeout(url, DEFAULT_TIMEOUT_MILLIS);
    }

    /** @param timeoutMillis how long to wait for the connection, and for each part of the data */
    public static InputStream openStreamWithTimeout(final URL url, final int timeoutMillis) throws IOException {
        final var file = getFileFromURL(url);
        if (file != null) {
            return new BufferedInputStream(new FileInputStream(file));
        }
        final var connection = url.openConnection();
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        return new BufferedInputStream(connection.getInputStream());
    }

    public static void copy(final InputStream in, final OutputStream out) throws IOException {
        in.transferTo(out);
    }

    public static void copy(final File from, final File to) throws IOException {
        Files.copy(from.toPath(), to.toPath());
    }

    /** A new folder that goes away with the process. */
    public static File createTempDir(final String prefix) throws IOException {
        final var folder = Files.createTempDirectory(prefix).toFile();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteRecursively(folder)));
        return folder;
    }

    /** A new file that goes away with the process. */
    public static File createTempFile(final String prefix, final String suffix) throws IOException {
        return createTempFile(prefix, suffix, true);
    }

    public static File createTempFile(final String prefix, final String suffix, final boolean deleteOnExit)
        throws IOException {
        final var file = File.createTempFile(prefix, suffix);
        if (deleteOnExit) {
            file.deleteOnExit();
        }
        return file;
    }

    /** Deletes a file or a folder with all its content, links themselves rather than what they lead to. */
    public static boolean deleteRecursively(final File file) {
        final var children = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (children != null) {
            for (final var child : children) {
                deleteRecursively(child);
            }
        }
        return file.delete();
    }
}
