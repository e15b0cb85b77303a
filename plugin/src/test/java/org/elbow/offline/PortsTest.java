package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.AbstractPortObject;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

class PortsTest {

    /** An object that writes two entries of its own. */
    public static final class TextPortObject extends AbstractPortObject {

        /** Named in the description of the plug-in. */
        public static final class Serializer extends AbstractPortObjectSerializer<TextPortObject> {
        }

        private String first = "";

        private String second = "";

        private MeanPortObjectSpec spec = new MeanPortObjectSpec();

        @Override
        protected void save(final PortObjectZipOutputStream out, final ExecutionMonitor exec) throws IOException {
            out.putNextEntry(new ZipEntry("first.txt"));
            out.write(first.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("second.txt"));
            out.write(second.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected void load(final PortObjectZipInputStream in, final PortObjectSpec newSpec, final ExecutionMonitor exec)
            throws IOException {
            assertEquals("first.txt", in.getNextEntry().getName());
            first = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("second.txt", in.getNextEntry().getName());
            second = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            spec = (MeanPortObjectSpec)newSpec;
        }

        @Override
        public String getSummary() {
            return first + second;
        }

        @Override
        public MeanPortObjectSpec getSpec() {
            return spec;
        }

        @Override
        public JComponent[] getViews() {
            return new JComponent[0];
        }
    }

    @BeforeEach
    void registerTypes() throws IOException {
        MeanPortObject.register();
        MeanPortObject.register("org.elbow.offline.PortsTest$TextPortObject", "org.elbow.offline.PortsTest$TextPortObject$Serializer");
    }

    @Test
    void aRegisteredTypeIsFoundByItsClassAndInSettings() throws InvalidSettingsException {
        final var type = PortTypeRegistry.getInstance().getPortType(MeanPortObject.class);
        assertEquals("Mean", type.getName());
        assertEquals(0x00aa88, type.getColor());
        assertEquals(MeanPortObject.TYPE, type);
        assertTrue(PortTypeRegistry.getInstance().getPortType(MeanPortObject.class, true).isOptional());
        final var settings = new NodeSettings("type");
        type.save(settings);
        assertEquals(type, PortType.load(settings));
        settings.addString("object_class", "no.such.PortObject");
        assertThrows(InvalidSettingsException.class, () -> PortType.load(settings));
    }

    @Test
    void aPortAcceptsObjectsAndDescriptionsOfItsClassOnly() {
        assertTrue(PortObject.TYPE.isSuperTypeOf(BufferedDataTable.TYPE));
        assertFalse(BufferedDataTable.TYPE.isSuperTypeOf(PortObject.TYPE));
        assertTrue(BufferedDataTable.TYPE.acceptsPortObjectSpec(new DataTableSpec()));
        assertFalse(BufferedDataTable.TYPE.acceptsPortObjectSpec(new MeanPortObjectSpec()));
        assertFalse(BufferedDataTable.TYPE.acceptsPortObject(new MeanPortObject()));
        assertEquals(DataTableSpec.class, BufferedDataTable.TYPE.getPortObjectSpecClass());
    }

    @ParameterizedTest
    @CsvSource({"no.such.PortObject, org.elbow.offline.MeanPortObject$Serializer, objectClass",
        "java.lang.String, org.elbow.offline.MeanPortObject$Serializer, no PortObject",
        "org.elbow.offline.MeanPortObject, java.lang.String, objectSerializer"})
    void aPluginXmlThatNamesTheWrongClassesIsRefused(final String objectClass, final String serializer, final String reason) {
        final var refusal = assertThrows(IOException.class, () -> MeanPortObject.register(objectClass, serializer));
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }

    @Test
    void anObjectsOwnEntriesStandBehindItsClass() throws Exception {
        final var object = new TextPortObject();
        object.first = "one ";
        object.second = "two";
        final var out = new ByteArrayOutputStream();
        PortObjectStreams.saveObject(object, out, new ExecutionMonitor());
        final var spec = new MeanPortObjectSpec("x");
        final var read = PortObjectStreams.loadObject(TextPortObject.class, spec, new ByteArrayInputStream(out.toByteArray()),
            new ExecutionMonitor());
        assertEquals("one two", read.getSummary());
        assertEquals(spec, read.getSpec());
    }

    @Test
    void anObjectOfAnotherClassIsNotReadAsOneOfThis() throws Exception {
        final var out = new ByteArrayOutputStream();
        PortObjectStreams.saveObject(new MeanPortObject(new MeanPortObjectSpec("x"), 1), out, new ExecutionMonitor());
        final var in = new ByteArrayInputStream(out.toByteArray());
        final var refusal = assertThrows(IOException.class,
            () -> PortObjectStreams.loadObject(TextPortObject.class, new MeanPortObjectSpec("x"), in, new ExecutionMonitor()));
        assertTrue(refusal.getMessage().contains("meta.xml"), refusal::getMessage);
    }

    @Test
    void theDescriptionOfATableIsKept() throws IOException {
        final var spec = new DataTableSpec(new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec());
        final var out = new ByteArrayOutputStream();
        PortObjectStreams.saveSpec(spec, out);
        assertEquals(spec, PortObjectStreams.loadSpec(DataTableSpec.class, new ByteArrayInputStream(out.toByteArray())));
    }

    @Test
    void whatHasNoSerializerIsNotKept() {
        final var table = new OfflineExecution().context().createVoidTable(new DataTableSpec());
        final var refusal = assertThrows(IOException.class,
            () -> PortObjectStreams.saveObject(table, new ByteArrayOutputStream(), new ExecutionMonitor()));
        assertTrue(refusal.getMessage().contains("org.knime.core.PortType"), refusal::getMessage);
    }

    @Test
    void aFileThatIsNoPortsFileIsRefused() {
        assertThrows(IOException.class,
            () -> PortObjectStreams.loadSpec(MeanPortObjectSpec.class, new ByteArrayInputStream(new byte[]{1, 2, 3})));
    }
}
