package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Safetensors;
import org.elbow.data.Scaling;
import org.elbow.data.TableFingerprint;
import org.elbow.data.VectorEncoding;
import org.elbow.nn.Activation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelFileTest {

    private static VaeModel model;

    private static byte[] file;

    @BeforeAll
    static void train() throws IOException {
        model = SmallData.model();
        file = write(model);
    }

    private static byte[] write(final VaeModel written) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        written.write(out);
        return out.toByteArray();
    }

    private static String messageOf(final byte[] damaged) {
        return assertThrows(DataException.class, () -> VaeModel.read(new ByteArrayInputStream(damaged))).getMessage();
    }

    private static Map<String, byte[]> parts(final byte[] zip) throws IOException {
        final Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zip(final Map<String, byte[]> parts) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    /** The file with a piece of its description replaced. */
    private static byte[] edited(final String from, final String to) throws IOException {
        final Map<String, byte[]> parts = parts(file);
        final String json = new String(parts.get("model.json"), "UTF-8");
        assertTrue(json.contains(from), json);
        parts.put("model.json", json.replaceFirst(java.util.regex.Pattern.quote(from), to).getBytes("UTF-8"));
        return zip(parts);
    }

    @Test
    void aModelReadIsTheModelWritten() throws IOException {
        final VaeModel read = VaeModel.read(new ByteArrayInputStream(file));
        assertArrayEquals(model.parameters(), read.parameters(), 0f);
        assertEquals(model.architecture(), read.architecture());
        assertEquals(model.likelihood(), read.likelihood());
        assertEquals(model.encoding(), read.encoding());
        assertEquals(model.record(), read.record());
        assertEquals(2, read.checkpoints().size());
        for (int i = 0; i < 2; i++) {
            assertEquals(model.checkpoints().get(i).step(), read.checkpoints().get(i).step());
            assertArrayEquals(model.checkpoints().get(i).parameters(), read.checkpoints().get(i).parameters(), 0f);
        }
        assertArrayEquals(file, write(read), "the same model gives the same bytes");
    }

    @Test
    void theTrainingRowsAreKnownAgainAndMayBeUnknown() throws IOException {
        assertTrue(VaeModel.read(new ByteArrayInputStream(file)).trainingRows().isEmpty());
        final List<String> keys = List.of("a", "b", "c");
        try (FeatureMatrix rows = SmallData.bumps(3, 1); FeatureMatrix others = SmallData.bumps(3, 2)) {
            final byte[] known = write(model.withTrainingRows(TableFingerprint.of(keys, rows)));
            final TableFingerprint read = VaeModel.read(new ByteArrayInputStream(known)).trainingRows().orElseThrow();
            assertTrue(read.difference(keys, rows).isEmpty());
            assertTrue(read.difference(keys, others).isPresent());
            final Map<String, byte[]> parts = parts(known);
            parts.put("training-rows.hashes", new byte[16]);
            assertTrue(messageOf(zip(parts)).contains("2 rows instead of 3"), messageOf(zip(parts)));
            parts.put("training-rows.hashes", new byte[32]);
            assertTrue(messageOf(zip(parts)).contains("larger than"), messageOf(zip(parts)));
            parts.remove("training-rows.hashes");
            assertTrue(messageOf(zip(parts)).contains("training-rows.hashes"), messageOf(zip(parts)));
        }
    }

    @Test
    void everyKindOfColumnAndLikelihoodSurvives() throws IOException {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(new ImageEncoding("pixels", 3, 2, 3, true),
            new NumericEncoding("size, \"quoted\"", Scaling.ROBUST, 3.25, 0.125, 7.5),
            new NumericEncoding("größe", Scaling.NONE, 0, 1, Double.NaN, NumberType.LONG),
            new VectorEncoding("v", 2, Scaling.MIN_MAX, -1, 4).asListOf(NumberType.INTEGER)));
        final LikelihoodSpec likelihood = new LikelihoodSpec(
            List.of(new LikelihoodSpec.Group(LikelihoodFamily.BERNOULLI, 18), new LikelihoodSpec.Group(LikelihoodFamily.GAUSSIAN, 4)));
        final Architecture architecture = Architecture.dense(22, 22, List.of(5), 2, Activation.LEAKY_RELU);
        final VaeModel mixed = new VaeModel(architecture, likelihood, encoding,
            InitialWeights.draw(new VaeStructure(architecture, likelihood), 1), List.of(), model.record());
        final VaeModel read = VaeModel.read(new ByteArrayInputStream(write(mixed)));
        assertEquals(encoding, read.encoding());
        assertEquals(likelihood, read.likelihood());
        assertArrayEquals(mixed.parameters(), read.parameters(), 0f);
    }

    @Test
    void convolutionsAndWhatTheObjectiveLearnedSurvive() throws IOException {
        final Architecture architecture = Architecture.convolutional(3, 28, 3, 2, Activation.ELU);
        final LikelihoodSpec likelihood = LikelihoodSpec.bernoulli(3 * 28 * 28);
        final OptimiserOptions optimiser =
            new OptimiserOptions(OptimiserOptions.Kind.MOMENTUM, 0.7, 2.5, new LearningRateSchedule.Cosine(0.1));
        final TrainingRecord record =
            new TrainingRecord(TrainingOptions.defaults().withOptimiser(optimiser), "something", 1, 2, 3, 2, 4.5, "done");
        final VaeModel convolutional = new VaeModel(architecture, likelihood,
            new FeatureEncoding(List.of(new ImageEncoding("image", 28, 28, 3))),
            InitialWeights.draw(new VaeStructure(architecture, likelihood), 1), Map.of("hamiltonian.step", new float[]{0.1f, 0.2f}),
            List.of(), record);
        final VaeModel read = VaeModel.read(new ByteArrayInputStream(write(convolutional)));
        assertEquals(architecture, read.architecture());
        assertEquals(record, read.record());
        assertArrayEquals(convolutional.parameters(), read.parameters(), 0f);
        assertArrayEquals(new float[]{0.1f, 0.2f}, read.learned().get("hamiltonian.step"));
    }

    @Test
    void theStreamIsLeftOpenAndWhatFollowsIsLeftToTheCaller() throws IOException {
        final boolean[] closed = {false};
        final ByteArrayInputStream in = new ByteArrayInputStream(file) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        VaeModel.read(in);
        assertEquals(false, closed[0]);
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        for (int length = 0; length < file.length - 400; length += Math.max(1, file.length / 60)) {
            final byte[] cut = java.util.Arrays.copyOf(file, length);
            assertThrows(Exception.class, () -> VaeModel.read(new ByteArrayInputStream(cut)), "cut to " + length);
        }
    }

    @Test
    void whatIsNoModelIsSaidToBeNone() throws IOException {
        assertTrue(messageOf("not a zip at all".getBytes()).contains("not an Elbow model"));
        assertTrue(messageOf(zip(Map.of("model.json", "{}".getBytes()))).contains("not an Elbow model"));
        assertTrue(messageOf(zip(Map.of("model.json", "{".getBytes()))).contains("not valid JSON"));
    }

    @Test
    void anUnknownVersionIsRefusedWithARemedy() throws IOException {
        final String message = messageOf(edited("\"version\" : 1", "\"version\" : 99"));
        assertTrue(message.contains("version 99") && message.contains("Update Elbow"), message);
    }

    @Test
    void weightsThatDoNotFitTheNetworksAreRefusedBeforeTheyAreUsed() throws IOException {
        assertTrue(messageOf(edited("\"latent\" : 2", "\"latent\" : 3")).contains("Layer 1 of the decoder"));
        final Map<String, byte[]> parts = parts(file);
        parts.remove("weights.safetensors");
        assertTrue(messageOf(zip(parts)).contains("weights.safetensors"));
    }

    @Test
    void aPartThatExpandsBeyondWhatTheModelCanHoldIsRefused() throws IOException {
        final Map<String, byte[]> parts = parts(file);
        final ByteArrayOutputStream huge = new ByteArrayOutputStream();
        final int count = 10 << 20;
        Safetensors.write(Map.of("encoder.0.weight", Safetensors.Tensor.of(new int[]{count}, new float[count])), Map.of(), huge);
        parts.put("weights.safetensors", huge.toByteArray()); // shrinks to a few kilobytes
        final String message = messageOf(zip(parts));
        assertTrue(message.contains("declares 41943040 bytes of numbers, but no more than"), message);
    }

    @Test
    void layersTooLargeForAnyMachineAreRefusedWithoutAllocatingThem() throws IOException {
        final String message = messageOf(edited("\"out\" : 16", "\"out\" : 2000000000"));
        assertTrue(message.contains("2000000000 numbers has too many weights"), message);
    }

    @Test
    void nominalColumnsAreReadAsTheyWereWritten() throws IOException {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(new NominalEncoding("colour",
            List.of("", "blue \"ish\"", "red", "ünï"), "red"), new NominalEncoding("size", List.of("L"), null, true)));
        final LikelihoodSpec likelihood = new LikelihoodSpec(List.of(new LikelihoodSpec.Group(LikelihoodFamily.ONE_HOT, 4),
            new LikelihoodSpec.Group(LikelihoodFamily.ONE_HOT, 2)));
        final Architecture networks = Architecture.dense(6, 6, List.of(3), 2, Activation.TANH);
        final VaeModel written = new VaeModel(networks, likelihood, encoding,
            new float[new VaeStructure(networks, likelihood).parameterCount()], List.of(), model.record());
        final VaeModel read = VaeModel.read(new ByteArrayInputStream(write(written)));
        assertEquals(encoding, read.encoding());
        assertEquals(likelihood, read.likelihood());
    }

    @Test
    void numbersAndVectorsOfNoNamedTypeAreDouble() throws IOException {
        final String json = new String(parts(file).get("model.json"), "UTF-8");
        assertTrue(!json.contains("number_type") && !json.contains("list"), "as in files of earlier versions");
        final VectorEncoding read = (VectorEncoding)VaeModel.read(new ByteArrayInputStream(file)).encoding().columns().get(0);
        assertEquals(NumberType.DOUBLE, read.type());
        assertEquals(false, read.list());
    }

    @Test
    void theStepsBetweenCheckpointsAreRecordedAndMayBeAbsent() throws IOException {
        final TrainingRecord record = model.record();
        final VaeModel written = new VaeModel(model.architecture(), model.likelihood(), model.encoding(), model.parameters(),
            List.of(), new TrainingRecord(record.options().withCheckpointEverySteps(7), record.objective(), record.rows(),
                record.epochs(), record.steps(), record.bestEpoch(), record.loss(), record.stopReason()));
        assertEquals(written.record(), VaeModel.read(new ByteArrayInputStream(write(written))).record());
        assertTrue(!new String(parts(file).get("model.json"), "UTF-8").contains("checkpoint_every_steps"));
    }
}
