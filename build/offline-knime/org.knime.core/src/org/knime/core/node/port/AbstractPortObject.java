package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.ModelContent;

/** An object that writes its own entries into its zip file. Has a constructor without arguments. */
public abstract class AbstractPortObject implements PortObject {

    private static final String META = "meta.xml";

    public AbstractPortObject() {
    }

    protected abstract void save(PortObjectZipOutputStream out, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    protected abstract void load(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
        throws IOException, CanceledExecutionException;

    /** Writes the class into an entry in front of the object's own. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
        extends PortObjectSerializer<T> {

        public AbstractPortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            final var meta = new ModelContent(META);
            PortContent.describe(object.getClass(), meta);
            out.putNextEntry(new ZipEntry(META));
            meta.saveToXML(ZipStreams.entryOf(out));
            object.save(out, exec);
        }

        @Override
        @SuppressWarnings("unchecked") // the file names the class that the serializer was chosen for
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            ZipStreams.expect(in, META);
            final var name = PortContent.className(ModelContent.loadFromXML(ZipStreams.entryOf(in)));
            final var object = PortContent.instance(PortTypeRegistry.getInstance().getObjectClass(name), name,
                AbstractPortObject.class);
            object.load(in, spec, exec);
            return (T)object;
        }
    }
}
