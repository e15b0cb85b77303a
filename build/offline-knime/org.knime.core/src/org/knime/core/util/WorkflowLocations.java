package org.knime.core.util;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;

import org.elbow.offline.OfflineWorkflow;

/** What {@code knime:} URLs lead to: without a work space, files in the folder of the workflow only. */
final class WorkflowLocations extends URLStreamHandler {

    private static final String WORKFLOW = "knime.workflow";

    static Path resolve(final URL url) throws IOException {
        if (!WORKFLOW.equalsIgnoreCase(url.getHost())) {
            throw new IOException("Locations relative to KNIME's work space exist in KNIME only: " + url);
        }
        final var folder = OfflineWorkflow.folder()
            .orElseThrow(() -> new IOException("Locations relative to a workflow exist in a workflow only: " + url));
        final Path file;
        try {
            file = folder.resolve(url.toURI().getPath().replaceFirst("^/+", "")).normalize();
        } catch (final URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!file.startsWith(folder)) {
            throw new IOException("It leads out of the workflow, which is not in a work space: " + url);
        }
        return file;
    }

    @Override
    protected URLConnection openConnection(final URL url) throws IOException {
        return resolve(url).toUri().toURL().openConnection();
    }
}
