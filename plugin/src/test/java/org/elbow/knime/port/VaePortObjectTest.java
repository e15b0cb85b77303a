package org.elbow.knime.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import javax.swing.JEditorPane;
import javax.swing.JScrollPane;

import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.PortObjectStreams;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.node.ModelContent;

class VaePortObjectTest {

    private final VaeModel model = TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("pixels <b>", 4, 3, 1),
        new VectorEncoding("v", 2, Scaling.MIN_MAX, 1, 2).asListOf(NumberType.LONG),
        new NumericEncoding("n", Scaling.MIN_MAX, 0, 1, 0.5, NumberType.BOOLEAN),
        new NominalEncoding("c", List.of("a", "b"), null));

    @BeforeAll
    static void registerPortTypes() {
        TestNode.registerPortTypes();
    }

    private byte[] saved() throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortObjectStreams.saveObject(new VaePortObject(model), out, new OfflineExecution().context());
        return out.toByteArray();
    }

    private static VaePortObject load(final byte[] bytes, final VaePortObjectSpec spec) throws Exception {
        return PortObjectStreams.loadObject(VaePortObject.class, spec, new ByteArrayInputStream(bytes),
            new OfflineExecution().context());
    }

    @Test
    void theModelSurvivesKnimesZipStreams() throws Exception {
        final VaePortObject object = new VaePortObject(model);
        final VaePortObject loaded = load(saved(), object.getSpec());
        assertEquals(object.getSpec(), loaded.getSpec());
        assertEquals(model.architecture(), loaded.model().architecture());
        assertEquals(model.encoding(), loaded.model().encoding());
        assertEquals(model.likelihood(), loaded.model().likelihood());
        assertEquals(model.record(), loaded.model().record());
        assertArrayEquals(model.parameters(), loaded.model().parameters());
        assertEquals(object.getSummary(), loaded.getSummary());
    }

    @Test
    void theSpecSurvivesKnimesZipStreams() throws Exception {
        final VaePortObjectSpec spec = VaePortObjectSpec.of(model);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortObjectStreams.saveSpec(spec, out);
        final VaePortObjectSpec loaded =
            PortObjectStreams.loadSpec(VaePortObjectSpec.class, new ByteArrayInputStream(out.toByteArray()));
        assertEquals(List.of(
            new FeatureColumn("pixels <b>", FeatureKind.IMAGE, NumberType.DOUBLE, false, List.of(), List.of(3, 4, 1)),
            new FeatureColumn("v", FeatureKind.VECTOR, NumberType.LONG, true, List.of(), List.of(2)),
            new FeatureColumn("n", FeatureKind.NUMBER, NumberType.BOOLEAN, false, List.of(), List.of()),
            new FeatureColumn("c", FeatureKind.NOMINAL, NumberType.DOUBLE, false, List.of("a", "b"), List.of())),
            loaded.columns());
        assertEquals(2, loaded.latent());
        assertEquals("Bernoulli", loaded.likelihood());
        assertEquals("ELBO", loaded.objective());
        assertEquals(0, loaded.checkpoints());
        assertEquals(spec, loaded);
    }

    @Test
    void aSpecOfNamesAndKindsAloneIsReadAsThatOfDoubleNumbersAndVectors() throws Exception {
        final ModelContent content = new ModelContent("spec");
        content.addStringArray("columnNames", "n", "v", "c");
        content.addStringArray("columnKinds", "NUMBER", "VECTOR", "NOMINAL");
        content.addInt("latent", 2);
        content.addString("likelihood", "Gaussian");
        content.addString("objective", "ELBO");
        content.addInt("checkpoints", 0);
        final VaePortObjectSpec loaded = new VaePortObjectSpec();
        loaded.load(content);
        assertEquals(List.of(new FeatureColumn("n", FeatureKind.NUMBER), new FeatureColumn("v", FeatureKind.VECTOR),
            new FeatureColumn("c", FeatureKind.NOMINAL)), loaded.columns());
    }

    @Test
    void aDamagedSpecIsRefused() {
        final ModelContent content = new ModelContent("spec");
        VaePortObjectSpec.of(model).save(content);
        content.addStringArray("columnKinds", "IMAGE", "TENSOR", "NUMBER", "NOMINAL");
        final String unknown =
            assertThrows(Exception.class, () -> new VaePortObjectSpec().load(content)).getMessage();
        assertTrue(unknown.contains("\"TENSOR\""), unknown);
        content.addStringArray("columnKinds", "IMAGE");
        assertTrue(assertThrows(Exception.class, () -> new VaePortObjectSpec().load(content)).getMessage()
            .contains("damaged"));
    }

    @Test
    void aFileWithoutTheModelOrWithADamagedOneIsRefused() throws Exception {
        final VaePortObjectSpec spec = VaePortObjectSpec.of(model);
        final String other = assertThrows(IOException.class, () -> load(rewritten("other", 1), spec)).getMessage();
        assertTrue(other.contains("\"other\"") && other.contains("model.elbow"), other);
        assertThrows(IOException.class, () -> load(rewritten("model.elbow", 0.5), spec));
        assertThrows(IOException.class, () -> load(rewritten("model.elbow", 0), spec));
    }

    /** The saved model under a given name, cut to a share of its bytes. */
    private byte[] rewritten(final String name, final double share) throws Exception {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(saved()));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                final boolean isModel = entry.getName().equals("model.elbow");
                final byte[] content = in.readAllBytes();
                out.putNextEntry(new ZipEntry(isModel ? name : entry.getName()));
                out.write(content, 0, isModel ? (int)(share * content.length) : content.length);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theSummaryTellsWhatTheModelIs() {
        final String line = new VaePortObject(model).getSummary();
        assertTrue(line.contains("17-3-2-3-17") && line.contains("Bernoulli") && line.contains("12.50 nats"), line);
        final String html = ModelSummary.html(model);
        assertTrue(html.contains("pixels &lt;b&gt;") && html.contains("4 × 3 pixels, grey")
            && html.contains("missing values replaced by 0.5") && html.contains("tanh"), html);
    }

    @Test
    void theViewIsBuiltWithoutAScreen() {
        final var views = new VaePortObject(model).getViews();
        assertEquals(1, views.length);
        assertEquals("Variational auto-encoder", views[0].getName());
        final var pane = (JEditorPane)((JScrollPane)views[0]).getViewport().getView();
        assertTrue(pane.getText().contains("17-3-2-3-17"));
    }
}
