package org.knime.core.node.port;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;

/** Opens the zip files of ports' data and descriptions. Each begins with an empty entry that names its kind. */
public final class PortUtil {

    private static final String OBJECT = "portObject.file";

    private static final String SPEC = "portSpec.file";

    private PortUtil() {
    }

    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream out)
        throws IOException {
        final var zip = new PortObjectSpecZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(SPEC));
        return zip;
    }

    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream out) throws IOException {
        final var zip = new PortObjectZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(OBJECT));
        return zip;
    }

    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
        throws IOException {
        final var zip = new PortObjectSpecZipInputStream(new BufferedInputStream(in));
        ZipStreams.expect(zip, SPEC);
        return zip;
    }

    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        final var zip = new PortObjectZipInputStream(new BufferedInputStream(in));
        ZipStreams.expect(zip, OBJECT);
        return zip;
    }
}
