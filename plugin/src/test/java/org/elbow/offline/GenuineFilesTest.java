package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.ModelContent;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortTypeRegistry;

/** Files that a genuine KNIME wrote are read, and written back as they were. */
class GenuineFilesTest {

    private static final Path SAMPLE = SampleFiles.find("elbow.knime.sample", "shared/knime-sample");

    private static final Path LEARNER_PORT = SAMPLE.resolve("workflow-executed/Demo Learner (#2)/port_1");

    @BeforeEach
    void needsTheSample() {
        assumeTrue(Files.isDirectory(SAMPLE), "KNIME's own files are not at " + SAMPLE
            + " (system property elbow.knime.sample), so nothing is compared with them.");
    }

    private static List<Path> settingsFiles() throws IOException {
        try (var files = Files.walk(SAMPLE)) {
            return files.filter(f -> f.endsWith("settings.xml") || f.endsWith("workflow.knime") || f.endsWith("spec.xml")
                || f.endsWith("data.xml")).sorted().toList();
        }
    }

    @Test
    void settingsAndWorkflowsAreWrittenBackByteByByte() throws IOException {
        final var files = settingsFiles();
        assertTrue(files.size() > 15, () -> "only " + files);
        for (final var file : files) {
            final var original = Files.readString(file);
            final var settings = (NodeSettings)NodeSettings.loadFromXML(Files.newInputStream(file));
            final var out = new ByteArrayOutputStream();
            settings.saveToXML(out);
            assertEquals(original, out.toString(StandardCharsets.UTF_8), file::toString);
        }
    }

    @Test
    void theDescriptionOfATableIsWrittenBackByteByByte() throws Exception {
        final var file = SAMPLE.resolve("workflow-executed/Demo Apply (#3)/port_1/spec.xml");
        final var spec = DataTableSpec.load(ModelContent.loadFromXML(Files.newInputStream(file)));
        assertEquals(List.of("x", "centered"), List.of(spec.getColumnNames()));
        final var domain = spec.getColumnSpec("centered").getDomain();
        assertEquals(-6, ((DoubleValue)domain.getLowerBound()).getDoubleValue());
        assertEquals(0, ((DoubleValue)domain.getUpperBound()).getDoubleValue());
        final var content = new ModelContent("spec.xml");
        spec.save(content);
        final var out = new ByteArrayOutputStream();
        content.saveToXML(out);
        assertEquals(Files.readString(file), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPortsFilesAreReadAndWrittenEntryByEntry() throws Exception {
        MeanPortObject.register();
        final var specFile = renamed(Files.readAllBytes(LEARNER_PORT.resolve("spec/spec.zip")));
        final var objectFile = renamed(Files.readAllBytes(LEARNER_PORT.resolve("object/portobject.zip")));

        final var spec = PortObjectStreams.loadSpec(MeanPortObjectSpec.class, new ByteArrayInputStream(specFile));
        assertEquals("x", spec.getColumn());
        final var object = PortObjectStreams.loadObject(MeanPortObject.class, spec, new ByteArrayInputStream(objectFile),
            new ExecutionMonitor());
        assertEquals("mean of x = 6.0", object.getSummary());

        final var specOut = new ByteArrayOutputStream();
        PortObjectStreams.saveSpec(spec, specOut);
        assertEquals(entries(specFile), entries(specOut.toByteArray()));
        final var objectOut = new ByteArrayOutputStream();
        PortObjectStreams.saveObject(object, objectOut, new ExecutionMonitor());
        assertEquals(entries(objectFile), entries(objectOut.toByteArray()));
    }

    /** The same zip file, with the classes of the sample's plug-in replaced by those of this test. */
    private static byte[] renamed(final byte[] zip) throws IOException {
        final var out = new ByteArrayOutputStream();
        try (var zipOut = new ZipOutputStream(out)) {
            for (final var entry : entries(zip).entrySet()) {
                zipOut.putNextEntry(new ZipEntry(entry.getKey()));
                zipOut.write(entry.getValue().replace("org.example.demo.Demo", "org.elbow.offline.Mean")
                    .getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static Map<String, String> entries(final byte[] zip) throws IOException {
        final var entries = new LinkedHashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    @Test
    void theGenuinePluginsTypesOfPortsAreUnderstood() throws IOException {
        final var xml = Files.readString(SAMPLE.resolve("plug-in/plugin.xml")).replace("org.example.demo.Demo",
            "org.elbow.offline.Mean");
        try (InputStream in = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))) {
            PortTypes.register(in, getClass().getClassLoader());
        }
        assertEquals("Demo Model", PortTypeRegistry.getInstance().getPortType(MeanPortObject.class).getName());
    }
}
