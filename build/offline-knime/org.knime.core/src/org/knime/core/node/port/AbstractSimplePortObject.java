package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** An object that is a tree of values. Has a constructor without arguments. */
public abstract class AbstractSimplePortObject implements PortObject {

    private static final String ENTRY = "content.xml";

    public AbstractSimplePortObject() {
    }

    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException;

    /** Writes the tree and the class into one entry. */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
        extends PortObjectSerializer<T> {

        public AbstractSimplePortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
            final var content = new ModelContent("model.xml");
            PortContent.describe(object.getClass(), content);
            object.save(content.addModelContent(PortContent.MODEL), exec);
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }

        @Override
        @SuppressWarnings("unchecked") // the file names the class that the serializer was chosen for
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            ZipStreams.expect(in, ENTRY);
            final var content = ModelContent.loadFromXML(ZipStreams.entryOf(in));
            final var name = PortContent.className(content);
            final var object = PortContent.instance(PortTypeRegistry.getInstance().getObjectClass(name), name,
                AbstractSimplePortObject.class);
            try {
                object.load(content.getModelContent(PortContent.MODEL), spec, exec);
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + name + "\": " + e.getMessage(), e);
            }
            return (T)object;
        }
    }

    private ModelContent content() {
        final var content = new ModelContent("content");
        try {
            save(content, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException("Nobody could have canceled this.", e);
        }
        return content;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object other) {
        return other == this || other != null && other.getClass() == getClass()
            && content().equals(((AbstractSimplePortObject)other).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }
}
