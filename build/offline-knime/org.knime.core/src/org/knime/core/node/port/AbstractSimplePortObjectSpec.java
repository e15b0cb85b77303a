package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A description that is a tree of values. Has a constructor without arguments. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    private static final String ENTRY = "content.xml";

    public AbstractSimplePortObjectSpec() {
    }

    protected abstract void save(ModelContentWO model);

    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    /** Writes the tree and the class into one entry. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
        extends PortObjectSpecSerializer<T> {

        public AbstractSimplePortObjectSpecSerializer() {
        }

        @Override
        public void savePortObjectSpec(final T spec, final PortObjectSpecZipOutputStream out) throws IOException {
            final var content = new ModelContent("model.xml");
            PortContent.describe(spec.getClass(), content);
            spec.save(content.addModelContent(PortContent.MODEL));
            out.putNextEntry(new ZipEntry(ENTRY));
            content.saveToXML(out);
        }

        @Override
        @SuppressWarnings("unchecked") // the file names the class that the serializer was chosen for
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            ZipStreams.expect(in, ENTRY);
            final var content = ModelContent.loadFromXML(ZipStreams.entryOf(in));
            final var name = PortContent.className(content);
            final var spec = PortContent.instance(PortTypeRegistry.getInstance().getSpecClass(name), name,
                AbstractSimplePortObjectSpec.class);
            try {
                spec.load(content.getModelContent(PortContent.MODEL));
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to load model content into \"" + name + "\": " + e.getMessage(), e);
            }
            return (T)spec;
        }
    }

    private ModelContent content() {
        final var content = new ModelContent("content");
        save(content);
        return content;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object other) {
        return other == this || other != null && other.getClass() == getClass()
            && content().equals(((AbstractSimplePortObjectSpec)other).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }
}
