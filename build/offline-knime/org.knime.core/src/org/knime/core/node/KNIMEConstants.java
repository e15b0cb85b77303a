package org.knime.core.node;

/** What KNIME knows of the machine. */
public final class KNIMEConstants {

    private KNIMEConstants() {
    }

    /** The folder for temporary files: Java's, unless the user has chosen another. */
    public static final String getKNIMETempDir() {
        return System.getProperty("java.io.tmpdir");
    }
}
