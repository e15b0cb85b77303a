package org.elbow.knime;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.util.FileUtil;

/** Resolves what a user gave as a file to a path of the local file system. */
public final class FileLocation {

    private FileLocation() {
    }

    /**
     * @param location a path, absolute or relative to the working directory, or a {@code file:} or {@code knime:} URL
     * @return the path; whether there is such a file is not checked
     * @throws InvalidSettingsException if the location cannot be understood or is not on this machine
     */
    public static Path resolve(final String location) throws InvalidSettingsException {
        try {
            final Path path = FileUtil.resolveToPath(FileUtil.toURL(location.strip()));
            if (path == null) {
                throw new InvalidSettingsException("The file \"" + location + "\" is not on this machine. Copy it, "
                    + "for instance with the Transfer Files node, and give the local path.");
            }
            return path;
        } catch (final MalformedURLException | IllegalArgumentException | URISyntaxException e) {
            // an InvalidPathException is an IllegalArgumentException, and so is what a URL with a host of its own gives
            throw new InvalidSettingsException("\"" + location + "\" is neither a path nor a URL that leads to a file ("
                + e.getMessage() + "). Check the spelling.", e);
        } catch (final IOException e) {
            throw new InvalidSettingsException("The file \"" + location + "\" cannot be reached (" + e.getMessage()
                + "). Check the path and its permissions.", e);
        }
    }
}
