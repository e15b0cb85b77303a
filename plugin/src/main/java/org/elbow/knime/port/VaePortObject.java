package org.elbow.knime.port;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JScrollPane;

import org.elbow.data.DataException;
import org.elbow.vae.VaeModel;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A trained variational auto-encoder on its way from node to node. */
public final class VaePortObject extends AbstractPortObject {

    /** The type of ports that take or give a VAE. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(VaePortObject.class);

    /** The type of input ports to which a VAE may be connected or not. */
    public static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(VaePortObject.class, true);

    private static final String ENTRY = "model.elbow";

    /** Saves and loads the model; KNIME finds it by the extension point. */
    public static final class Serializer extends AbstractPortObjectSerializer<VaePortObject> {
    }

    private VaeModel model;

    private VaePortObjectSpec spec;

    /** For the serializer, which loads the content afterwards. */
    public VaePortObject() {
        // filled by load
    }

    /** @param model that was trained */
    public VaePortObject(final VaeModel model) {
        this.model = model;
        this.spec = VaePortObjectSpec.of(model);
    }

    /** @return the model */
    public VaeModel model() {
        return model;
    }

    @Override
    public VaePortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return ModelSummary.line(model);
    }

    @Override
    public JComponent[] getViews() {
        final JEditorPane pane = new JEditorPane("text/html", ModelSummary.html(model));
        pane.setEditable(false);
        pane.setCaretPosition(0);
        final JScrollPane view = new JScrollPane(pane);
        view.setName("Variational auto-encoder");
        return new JComponent[] {view};
    }

    @Override
    protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        out.putNextEntry(new ZipEntry(ENTRY));
        model.write(new LeftOpenOutput(out));
        out.closeEntry();
    }

    @Override
    protected void load(final PortObjectZipInputStream in, final PortObjectSpec loadedSpec, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("The saved port holds " + (entry == null ? "nothing" : "\"" + entry.getName() + "\"")
                + " instead of \"" + ENTRY + "\", the model. Train the model again.");
        }
        try {
            model = VaeModel.read(new LeftOpenInput(in));
        } catch (final DataException e) {
            throw new IOException(e.getMessage(), e);
        }
        spec = (VaePortObjectSpec)loadedSpec;
    }

    /** Keeps a writer from closing the stream that KNIME goes on with. */
    private static final class LeftOpenOutput extends FilterOutputStream {

        LeftOpenOutput(final OutputStream out) {
            super(out);
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Keeps a reader from closing the stream that KNIME goes on with. */
    private static final class LeftOpenInput extends FilterInputStream {

        LeftOpenInput(final InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // KNIME closes the stream
        }
    }
}
