package org.elbow.knime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.elbow.data.NumericEncoding;
import org.elbow.data.Safetensors;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.file.VaeWriterParameters.ExistingFile;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineWorkflow;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.OldModel;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

class ModelFileNodesTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void registerPortTypes() {
        TestNode.registerPortTypes();
    }

    private static VaePortObject small() {
        return new VaePortObject(TestModels.untrained(LikelihoodFamily.GAUSSIAN,
            new NumericEncoding("x1", Scaling.STANDARDIZE, 1, 3, Double.NaN),
            new NumericEncoding("x2", Scaling.NONE, 0, 1, Double.NaN)));
    }

    private static VaePortObject old(final String name) throws IOException {
        return new VaePortObject(OldModel.of(name).read());
    }

    private static VaeWriterParameters to(final Path file) {
        final VaeWriterParameters parameters = new VaeWriterParameters();
        parameters.m_file = file.toString();
        return parameters;
    }

    private static TestNode writer(final VaeWriterParameters parameters) throws InvalidSettingsException {
        return new TestNode(new VaeWriterNodeFactory()).with(parameters);
    }

    private static TestNode reader(final String file) throws InvalidSettingsException {
        final VaeReaderParameters parameters = new VaeReaderParameters();
        parameters.m_file = file;
        return new TestNode(new VaeReaderNodeFactory()).with(parameters);
    }

    private static String failure(final TestNode node, final PortObject... inputs) {
        return assertThrows(KNIMEException.class, () -> node.run(inputs)).getMessage();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(final VaeModel model) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("org.elbow.vae.OldModel#names")
    void aModelWrittenAndReadIsTheSameToTheLastBit(final String name) throws Exception {
        final Path file = folder.resolve("model.elbow");
        final Path again = folder.resolve("again.elbow");
        final VaePortObject model = old(name);
        assertEquals(0, writer(to(file)).run(model).length);
        final TestNode reader = reader(file.toString());
        final VaePortObject read = (VaePortObject)reader.run()[0];
        assertNull(reader.warning());
        assertEquals(model.getSummary(), read.getSummary());
        assertEquals(model.getSpec(), read.getSpec());
        writer(to(again)).run(read);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        assertArrayEquals(bytes(model.model()), Files.readAllBytes(file));
    }

    @Test
    void theReadersViewShowsTheModel() throws Exception {
        final Path file = folder.resolve("model.elbow");
        writer(to(file)).run(small());
        final TestNode reader = reader(file.toString());
        reader.run();
        final String data = reader.view().initialData().orElseThrow();
        assertTrue(data.contains("\"x1\"") && data.contains("standardised: mean 1, deviation 3"), data);
    }

    @Test
    void rowsGetTheSameCellsFromTheModelRead() throws Exception {
        final Path file = folder.resolve("model.elbow");
        writer(to(file)).run(small());
        final BufferedDataTable table = TestTables.randomNumbers(30, 2, 4);
        final List<List<DataCell>> expected = cells(apply(small(), table));
        assertEquals(expected, cells(apply((VaePortObject)reader(file.toString()).run()[0], table)));
        assertFalse(expected.isEmpty());
    }

    private static BufferedDataTable apply(final VaePortObject model, final BufferedDataTable table) throws Exception {
        return (BufferedDataTable)new TestNode(new VaeApplyNodeFactory()).run(model, table)[0];
    }

    private static List<List<DataCell>> cells(final BufferedDataTable table) {
        final List<List<DataCell>> rows = new ArrayList<>();
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                final DataRow row = iterator.next();
                rows.add(row.stream().toList());
            }
        }
        return rows;
    }

    @Test
    void theReaderAnnouncesTheModelFromItsDescriptionAlone() throws Exception {
        final Path file = folder.resolve("model.elbow");
        final VaePortObject model = old("checkpoints");
        writer(to(file)).run(model);
        assertEquals(model.getSpec(), reader(file.toString()).configure()[0]);
        assertEquals(3, ((VaePortObjectSpec)reader(file.toString()).configure()[0]).checkpoints());
    }

    @Test
    void aFileThatIsNotThereYetIsWaitedFor() throws Exception {
        final Path file = folder.resolve("later.elbow");
        final TestNode reader = reader(file.toString());
        assertNull(reader.configure()[0]);
        assertTrue(reader.warning().contains("later.elbow") && reader.warning().contains("yet"), reader.warning());
        final String message = failure(reader);
        assertTrue(message.contains("There is no file or folder") && message.contains("later.elbow"), message);
        writer(to(file)).run(small());
        assertEquals(small().getSpec(), reader.configure()[0]);
    }

    @Test
    void pathsMayBeUrlsAndLieInTheWorkflow() throws Exception {
        try (var stay = OfflineWorkflow.enter(folder)) {
            final VaeWriterParameters parameters = to(folder);
            parameters.m_file = "knime://knime.workflow/data/new/model.elbow";
            parameters.m_createFolders = true;
            writer(parameters).run(small());
            assertTrue(Files.exists(folder.resolve("data/new/model.elbow")));
            assertEquals(small().getSpec(), reader(parameters.m_file).run()[0].getSpec());
            assertEquals(small().getSpec(),
                reader(folder.resolve("data/new/model.elbow").toUri().toString()).run()[0].getSpec());
            parameters.m_file = "knime://knime.workflow/../outside.elbow";
            assertThrows(InvalidSettingsException.class, () -> writer(parameters).run(small()));
        }
    }

    @Test
    void anExistingFileIsKeptUnlessItMayBeOverwritten() throws Exception {
        final Path file = folder.resolve("model.elbow");
        Files.writeString(file, "precious");
        final VaeWriterParameters parameters = to(file);
        final TestNode careful = writer(parameters);
        final String message = failure(careful, small());
        assertTrue(message.contains("exists already"), message);
        careful.configure(small().getSpec());
        assertTrue(careful.warning().contains("exists already"), careful.warning());
        assertEquals("precious", Files.readString(file));
        parameters.m_ifExists = ExistingFile.OVERWRITE;
        final TestNode bold = writer(parameters);
        bold.run(small());
        assertNull(bold.warning());
        assertEquals(List.of("model.elbow"), files());
        assertEquals(small().getSpec(), reader(file.toString()).run()[0].getSpec());
    }

    @Test
    void aCancelledNodeLeavesTheOldFileAndNoOther() throws Exception {
        final Path file = folder.resolve("model.elbow");
        Files.writeString(file, "precious");
        final VaeWriterParameters parameters = to(file);
        parameters.m_ifExists = ExistingFile.OVERWRITE;
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class, () -> writer(parameters).run(execution, small()));
        assertEquals("precious", Files.readString(file));
        assertEquals(List.of("model.elbow"), files());
        Files.write(file, bytes(small().model()));
        assertThrows(CanceledExecutionException.class, () -> reader(file.toString()).run(execution));
    }

    @Test
    void missingFoldersAreCreatedIfAllowed() throws Exception {
        final Path file = folder.resolve("a").resolve("b").resolve("model.elbow");
        final String message = failure(writer(to(file)), small());
        assertTrue(message.contains("does not exist") && message.contains("have missing folders created"), message);
        final VaeWriterParameters parameters = to(file);
        parameters.m_createFolders = true;
        writer(parameters).run(small());
        assertTrue(Files.exists(file));
    }

    @Test
    void checkpointsAndFingerprintAreWrittenIfWanted() throws Exception {
        final VaeWriterParameters parameters = to(folder.resolve("slim.elbow"));
        parameters.m_checkpoints = false;
        parameters.m_trainingRows = false;
        writer(parameters).run(old("checkpoints"));
        final VaeModel slim = ((VaePortObject)reader(parameters.m_file).run()[0]).model();
        assertTrue(slim.checkpoints().isEmpty() && slim.trainingRows().isEmpty());
        assertArrayEquals(old("checkpoints").model().parameters(), slim.parameters(), 0f);
        writer(to(folder.resolve("whole.elbow"))).run(old("checkpoints"));
        final VaeModel whole = ((VaePortObject)reader(folder.resolve("whole.elbow").toString()).run()[0]).model();
        assertEquals(3, whole.checkpoints().size());
        assertTrue(whole.trainingRows().isPresent());
    }

    @Test
    void whatCannotBeAPathIsSaidBeforeAnythingRuns() throws Exception {
        assertTrue(assertThrows(InvalidSettingsException.class, () -> reader(" ").configure()).getMessage().contains("No file"));
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> writer(new VaeWriterParameters()).configure(small().getSpec())).getMessage().contains("No file"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> writer(to(folder)).configure(small().getSpec()))
            .getMessage().contains("is a folder"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> reader(folder.toString()).configure()).getMessage()
            .contains("holds no \"model.json\""));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> reader("https://example.org/model.elbow").configure())
            .getMessage().contains("not on this machine"));
        final Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertTrue(assertThrows(InvalidSettingsException.class, () -> reader(text.toString()).configure()).getMessage()
            .contains("not a zip file"));
    }

    @Test
    void tensorsThatNothingUsesAreMentioned() throws Exception {
        final Path model = Files.createDirectory(folder.resolve("foreign"));
        final VaeModel small = small().model();
        final Path file = folder.resolve("model.elbow");
        writer(to(file)).run(small());
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            Files.write(model.resolve("model.json"), zip.getInputStream(zip.getEntry("model.json")).readAllBytes());
            final Map<String, Safetensors.Tensor> tensors =
                Safetensors.read(zip.getInputStream(zip.getEntry("weights.safetensors")), "weights", 1 << 20);
            tensors.put("optimiser.state", Safetensors.Tensor.of(new int[]{1, 2}, new float[2]));
            tensors.put("temperature", Safetensors.Tensor.of(new int[]{1}, new float[1]));
            try (OutputStream out = Files.newOutputStream(model.resolve("weights.safetensors"))) {
                Safetensors.write(tensors, Map.of(), out);
            }
        }
        final TestNode reader = reader(model.toString());
        assertArrayEquals(small.parameters(), ((VaePortObject)reader.run()[0]).model().parameters(), 0f);
        assertEquals("The file holds tensors that nothing uses: optimiser.state, temperature.", reader.warning());
    }

    @Test
    void namesThatNoColumnOfATableCanHaveAreRefused() throws Exception {
        for (final String name : List.of("", " ", " x1", "x1\n")) {
            final Path file = folder.resolve("model.elbow");
            Files.write(file, bytes(TestModels.untrained(LikelihoodFamily.GAUSSIAN,
                new NumericEncoding(name, Scaling.NONE, 0, 1, Double.NaN))));
            assertTrue(assertThrows(InvalidSettingsException.class, () -> reader(file.toString()).configure()).getMessage()
                .contains("a column named \"" + name + "\""));
        }
    }
}
