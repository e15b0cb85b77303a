package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** A file of a page. */
public interface Resource {

    /** @return the path by which the page refers to it */
    String getRelativePath();

    /**
     * @return its bytes
     * @throws IOException if they cannot be read
     */
    InputStream getInputStream() throws IOException;

    /** @return whether it is the same for all nodes and all times */
    boolean isStatic();

    /** @return what kind of file it is */
    ContentType getContentType();

    /** @return the character set, empty if it is that of the machine or the file is not text */
    default Optional<Charset> getCharset() {
        return Optional.empty();
    }

    /** The kinds of files of a page. */
    enum ContentType {
            /** A page. */
            HTML,
            /** A script. */
            SHADOW_APP,
            /** A drawing. */
            SVG,
            /** A picture. */
            PNG;

        static ContentType of(final String path) {
            if (path.endsWith(".html")) {
                return HTML;
            }
            if (path.endsWith(".js")) {
                return SHADOW_APP;
            }
            if (path.endsWith(".svg")) {
                return SVG;
            }
            if (path.endsWith(".png")) {
                return PNG;
            }
            throw new IllegalArgumentException("A page cannot be made of \"" + path
                + "\": KNIME knows .html, .js, .svg and .png files only.");
        }
    }
}
