package org.knime.core.webui.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A page whose files are in a bundle. */
public class FromFilePage extends Page {

    private final Class<?> bundleClass;
    private final String basePath;

    FromFilePage(final Class<?> bundleClass, final String basePath, final String relativeFilePath) {
        super(new BundleFile(bundleClass, basePath, relativeFilePath), true);
        this.bundleClass = bundleClass;
        this.basePath = basePath;
    }

    /**
     * Adds a file of the same folder.
     *
     * @param relativeFilePath its path, from the folder
     * @return this
     */
    public FromFilePage addResourceFile(final String relativeFilePath) {
        m_resources.put(relativeFilePath, new BundleFile(bundleClass, basePath, relativeFilePath));
        return this;
    }

    /** A file found by the class loader of the bundle, which sees the root of the bundle with and without OSGi. */
    private record BundleFile(Class<?> bundleClass, String basePath, String path) implements Resource {

        @Override
        public String getRelativePath() {
            return path;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            final var name = (basePath + "/" + path).replaceAll("/+", "/").replaceAll("^(\\./|/)+", "");
            final var stream = bundleClass.getClassLoader().getResourceAsStream(name);
            if (stream == null) {
                throw new FileNotFoundException("The bundle of " + bundleClass.getName() + " has no file \"" + name
                    + "\", which a view wants to show.");
            }
            return stream;
        }

        @Override
        public boolean isStatic() {
            return true;
        }

        @Override
        public ContentType getContentType() {
            return ContentType.of(path);
        }

        @Override
        public Optional<Charset> getCharset() {
            return Optional.of(StandardCharsets.UTF_8);
        }
    }
}
