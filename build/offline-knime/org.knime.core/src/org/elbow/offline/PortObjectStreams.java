package org.elbow.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;

/**
 * Writes and reads ports' data and descriptions as the files {@code portobject.zip} and {@code spec.zip} in the folders
 * of executed nodes. Types of ports have to be registered by {@link PortTypes} first; tables are not kept.
 */
public final class PortObjectStreams {

    private PortObjectStreams() {
    }

    /** Writes a zip file and closes the stream. */
    public static void saveSpec(final PortObjectSpec spec, final OutputStream out) throws IOException {
        final var serializer = PortTypeRegistry.getInstance().getSpecSerializer(spec.getClass())
            .orElseThrow(() -> unregistered(spec.getClass()));
        try (var zip = PortUtil.getPortObjectSpecZipOutputStream(out)) {
            serializer.savePortObjectSpec(spec, zip);
        }
    }

    /** Reads a zip file and closes the stream. */
    public static <S extends PortObjectSpec> S loadSpec(final Class<S> type, final InputStream in) throws IOException {
        final var serializer =
            PortTypeRegistry.getInstance().getSpecSerializer(type).orElseThrow(() -> unregistered(type));
        try (var zip = PortUtil.getPortObjectSpecZipInputStream(in)) {
            return type.cast(serializer.loadPortObjectSpec(zip));
        }
    }

    /** Writes a zip file and closes the stream. */
    public static void saveObject(final PortObject object, final OutputStream out, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final var serializer = PortTypeRegistry.getInstance().getObjectSerializer(object.getClass())
            .orElseThrow(() -> unregistered(object.getClass()));
        try (var zip = PortUtil.getPortObjectZipOutputStream(out)) {
            serializer.savePortObject(object, zip, exec);
        }
    }

    /** Reads a zip file and closes the stream. */
    public static <O extends PortObject> O loadObject(final Class<O> type, final PortObjectSpec spec,
        final InputStream in, final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        final var serializer =
            PortTypeRegistry.getInstance().getObjectSerializer(type).orElseThrow(() -> unregistered(type));
        try (var zip = PortUtil.getPortObjectZipInputStream(in)) {
            return type.cast(serializer.loadPortObject(zip, spec, exec));
        }
    }

    private static IOException unregistered(final Class<?> type) {
        return new IOException("No serializer is registered for " + type.getName()
            + "; it has to be named at the extension point org.knime.core.PortType in plugin.xml.");
    }
}
