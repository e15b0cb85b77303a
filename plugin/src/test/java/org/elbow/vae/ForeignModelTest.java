package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.elbow.data.DataException;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Safetensors;
import org.elbow.data.Safetensors.Tensor;
import org.elbow.data.Scaling;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions and weights that other programs, or people, wrote. */
class ForeignModelTest {

    private static final String DESCRIPTION = """
        {"format": "elbow-model", "version": 1,
         "architecture": {"input_shape": [3], "latent": 2,
          "encoder": [{"type": "dense", "out": 4, "activation": "tanh"}],
          "decoder": [{"type": "dense", "out": 4, "activation": "tanh"}, {"type": "dense", "out": 3}]},
         "likelihood": "gaussian",
         "columns": [{"name": "a", "type": "number"}, {"name": "b", "type": "number", "offset": 2, "scale": 4},
          {"name": "c", "type": "number"}]}
        """;

    @TempDir
    private Path folder;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @BeforeEach
    void weights() {
        put("encoder.0.weight", 4, 3);
        put("encoder.0.bias", 4);
        put("mean.weight", 2, 4);
        put("mean.bias", 2);
        put("logvar.weight", 2, 4);
        put("logvar.bias", 2);
        put("decoder.0.weight", 4, 2);
        put("decoder.0.bias", 4);
        put("decoder.1.weight", 3, 4);
        put("decoder.1.bias", 3);
        put("likelihood.log_variance", 3);
    }

    private void put(final String name, final int... shape) {
        final float[] values = new float[shape.length == 1 ? shape[0] : shape[0] * shape[1]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - values.length / 2) / 4f;
        }
        tensors.put(name, Tensor.of(shape, values));
    }

    private byte[] safetensors() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(tensors, Map.of("format", "pt"), out);
        return out.toByteArray();
    }

    private Path write(final String description) throws IOException {
        Files.writeString(folder.resolve("model.json"), description);
        Files.write(folder.resolve("weights.safetensors"), safetensors());
        return folder;
    }

    private static LoadedModel read(final Path path) throws IOException {
        return ModelFile.read(path, Progress.NONE);
    }

    private static String message(final Path path) {
        return assertThrows(DataException.class, () -> read(path)).getMessage();
    }

    /** What is said of the description with a piece of it replaced. */
    private String message(final String from, final String to) throws IOException {
        assertTrue(DESCRIPTION.contains(from), from);
        return message(write(DESCRIPTION.replace(from, to)));
    }

    private static void assertNames(final String message, final String... parts) {
        for (final String part : parts) {
            assertTrue(message.contains(part), "\"" + part + "\" in: " + message);
        }
    }

    @Test
    void aDescriptionAndItsWeightsAreEnough() throws IOException {
        final LoadedModel loaded = read(write(DESCRIPTION));
        assertEquals(List.of(), loaded.unused());
        final VaeModel model = loaded.model();
        assertEquals("3-4-2-4-3", model.architecture().sizes());
        assertEquals(LikelihoodSpec.gaussian(3), model.likelihood());
        assertEquals(new NumericEncoding("a", Scaling.NONE, 0, 1, Double.NaN), model.encoding().columns().get(0));
        assertEquals(new NumericEncoding("b", Scaling.STANDARDIZE, 2, 4, Double.NaN), model.encoding().columns().get(1));
        assertEquals(TrainingRecord.UNKNOWN, model.record());
        assertTrue(model.checkpoints().isEmpty() && model.trainingRows().isEmpty());
        assertArrayEquals(tensors.get("encoder.0.weight").floats(),
            model.structure().toTensors(model.parameters()).get("encoder.0.weight"));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        final Path again = Files.write(folder.resolve("again.elbow"), out.toByteArray());
        assertEquals(TrainingRecord.UNKNOWN, read(again).model().record());
    }

    @Test
    void partsOfAZipMayStandInAnyOrderCompressedOrNotInAFolderOrNot() throws IOException {
        final Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("model.json", DESCRIPTION.getBytes(StandardCharsets.UTF_8));
        parts.put("weights.safetensors", safetensors());
        parts.put("README.txt", "hello".getBytes(StandardCharsets.UTF_8));
        final float[] expected = read(write(DESCRIPTION)).model().parameters();
        final List<String> order = new ArrayList<>(parts.keySet());
        for (int turn = 0; turn < 3; turn++) {
            Collections.rotate(order, 1);
            for (final String top : List.of("", "my model/")) {
                for (final int method : new int[]{ZipEntry.STORED, ZipEntry.DEFLATED}) {
                    final Path file = folder.resolve("model.zip");
                    try (OutputStream out = Files.newOutputStream(file)) {
                        zip(out, order, parts, top, method);
                    }
                    assertArrayEquals(expected, read(file).model().parameters(), 0f);
                    assertEquals("3-4-2-4-3", ModelFile.describe(file).architecture().sizes());
                }
            }
        }
    }

    private static void zip(final OutputStream out, final List<String> order, final Map<String, byte[]> parts, final String top,
        final int method) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final String name : order) {
                final ZipEntry entry = new ZipEntry(top + name);
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    final CRC32 sum = new CRC32();
                    sum.update(parts.get(name));
                    entry.setSize(parts.get(name).length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(parts.get(name));
            }
        }
    }

    @Test
    void aSingleFileOfTensorsMayHaveAnyName() throws IOException {
        write(DESCRIPTION);
        Files.move(folder.resolve("weights.safetensors"), folder.resolve("model-00001.safetensors"));
        assertEquals(3, read(folder).model().architecture().features());
        Files.copy(folder.resolve("model-00001.safetensors"), folder.resolve("model-00002.safetensors"));
        assertNames(message(folder), "model-00001.safetensors", "model-00002.safetensors", "cannot be told");
        Files.delete(folder.resolve("model-00001.safetensors"));
        Files.delete(folder.resolve("model-00002.safetensors"));
        assertNames(message(folder), "lacks the part \"weights.safetensors\"");
    }

    @Test
    void allFaultsOfTheTensorsAreNamedAtOnce() throws IOException {
        tensors.remove("mean.bias");
        put("encoder.0.weight", 3, 4);
        put("decoder.1.bias", 7);
        put("decoder.2.weight", 3, 3);
        tensors.get("logvar.bias").floats()[1] = Float.NaN;
        assertNames(message(write(DESCRIPTION)), "\"mean.bias\" of shape [2] is missing",
            "\"encoder.0.weight\" has shape [3, 4] instead of [4, 3] (transpose it)",
            "\"decoder.1.bias\" has shape [7] instead of [3];", "\"decoder.2.weight\" belongs to no layer",
            "\"logvar.bias\" holds 1 number that is NaN");
        tensors.clear();
        assertNames(message(write(DESCRIPTION)), "and 5 more faults");
    }

    @Test
    void otherTensorsAreLeftOutAndNamed() throws IOException {
        put("optimiser.moments", 2, 2);
        put("hamiltonian.step", 2);
        tensors.put("scale", Tensor.of(new int[0], new float[]{1}));
        final LoadedModel loaded = read(write(DESCRIPTION));
        assertEquals(List.of("optimiser.moments", "scale"), loaded.unused());
        assertEquals(java.util.Set.of("hamiltonian.step"), loaded.model().learned().keySet());
    }

    @ParameterizedTest
    @CsvSource({"F16,2", "BF16,2", "F64,8", "F32,4"})
    void weightsOfOtherPrecisionsAreConverted(final String type, final int bytes) throws IOException {
        final StringBuilder header = new StringBuilder("{");
        final ByteBuffer data = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
        tensors.forEach((name, tensor) -> {
            header.append(header.length() == 1 ? "" : ",").append("\"").append(name).append("\":{\"dtype\":\"").append(type)
                .append("\",\"shape\":").append(java.util.Arrays.toString(tensor.shape())).append(",\"data_offsets\":[")
                .append(data.position()).append(',').append(data.position() + bytes * tensor.size()).append("]}");
            for (final float value : tensor.floats()) {
                final int bits = Float.floatToRawIntBits(value);
                switch (type) {
                    // the values are multiples of ¼ below 4, which all types hold exactly
                    case "F16" -> data.putShort((short)(value == 0 ? 0
                        : bits >>> 16 & 0x8000 | (bits >>> 23 & 0xff) - 112 << 10 | bits >>> 13 & 0x3ff));
                    case "BF16" -> data.putShort((short)(bits >>> 16));
                    case "F64" -> data.putDouble(value);
                    default -> data.putFloat(value);
                }
            }
        });
        final byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        final ByteBuffer file =
            ByteBuffer.allocate(8 + text.length + data.position()).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
        final float[] expected = read(write(DESCRIPTION)).model().parameters();
        Files.write(folder.resolve("weights.safetensors"), file.put(data.array(), 0, data.position()).array());
        assertArrayEquals(expected, read(folder).model().parameters(), 0f);
    }

    @Test
    void numbersTooLargeForSinglePrecisionAreRefused() throws IOException {
        tensors.put("mean.bias", Tensor.of(new int[]{2}, new double[]{1e60, 0}));
        assertNames(message(write(DESCRIPTION)), "\"mean.bias\"", "too large for 32 bits");
    }

    @Test
    void mistakesInTheDescriptionAreNamedWithTheirPlace() throws IOException {
        assertNames(message("\"latent\": 2,", "\"latent\": 2"), "not valid JSON", "line 3");
        assertNames(message("\"latent\": 2,", ""), "\"latent\" is missing");
        assertNames(message("\"latent\": 2,", "\"latent\": \"two\","), "\"latent\" is \"two\", not a whole number");
        assertNames(message("\"out\": 4, \"activation\": \"tanh\"}],", "\"activation\": \"tanh\"}],"), "layer 1 of the encoder",
            "\"out\" is missing");
        assertNames(message("\"tanh\"}],", "\"gelu\"}],"), "layer 1 of the encoder", "\"gelu\" is not known", "leaky_relu");
        assertNames(message("\"activation\": \"tanh\"}],", "\"activaton\": \"tanh\"}],"), "layer 1 of the encoder",
            "\"activaton\" is not known", "activation");
        assertNames(message("\"latent\": 2,", "\"latent\": 2, \"dropout\": 0.1,"), "\"dropout\" is not known");
        assertNames(message("\"gaussian\"", "[{\"family\": \"gaussian\", \"size\": 3}]"), "\"size\" is not known");
        assertNames(message("{\"type\": \"dense\", \"out\": 3}", "{\"type\": \"lstm\", \"out\": 3}"), "layer 2 of the decoder",
            "\"lstm\" is not known", "deconv2d");
        assertNames(message("{\"type\": \"dense\", \"out\": 3}", "{\"type\": \"dense\", \"in\": 5, \"out\": 3}"),
            "Layer 2 of the decoder", "takes 5 numbers per row");
        assertNames(message("\"gaussian\"", "\"poisson\""), "likelihood family \"poisson\" is not known", "bernoulli");
        assertNames(message("\"gaussian\"", "7"), "\"likelihood\" is neither");
        assertNames(message("\"name\": \"a\", \"type\": \"number\"", "\"name\": \"a\", \"type\": \"date\""), "\"date\"");
        assertNames(message("\"scale\": 4", "\"scaling\": \"log\""), "column \"b\"", "\"log\" is not known", "robust");
        assertNames(message("\"scale\": 4", "\"factor\": 4"), "column \"b\"", "\"factor\" is not known");
        assertNames(message("\"scale\": 4", "\"imputed_value\": \"mean\""), "column \"b\"", "\"mean\", not a number");
        assertNames(message("\"scale\": 4", "\"scale\": 0"), "column \"b\"", "positive");
        assertNames(message("\"input_shape\": [3]", "\"input_shape\": []"), "\"input_shape\" is empty");
        assertNames(message("\"input_shape\": [3]", "\"input_shape\": [4]"), "4");
        assertNames(message("{\"type\": \"dense\", \"out\": 4, \"activation\": \"tanh\"}, {\"type\": \"dense\", \"out\": 3}",
            "{\"type\": \"reshape\", \"shape\": [2, 1, 1]}, {\"type\": \"deconv2d\", \"out\": 2, \"kernel\": 2},"
                + " {\"type\": \"reshape\", \"shape\": [8]}, {\"type\": \"reshape\", \"shape\": [4, 2, 1]},"
                + " {\"type\": \"reshape\", \"shape\": [8]}, {\"type\": \"dense\", \"out\": 3}"),
            "Layer 4 of the decoder", "dense layer before it");
        assertNames(message("\"version\": 1,", ""), "lacks the line \"version\": 1");
        assertNames(message("\"version\": 1,", "\"version\": 2,"), "version 2", "Update Elbow");
        assertNames(message("elbow-model", "other"), "not an Elbow model");
    }

    @Test
    void aDescriptionNestedWithoutEndIsRefused() throws IOException {
        final String deep = "{\"format\": \"elbow-model\", \"version\": 1, \"architecture\": " + "[".repeat(2_000_000);
        assertNames(message(write(deep)), "nested deeper than 50 levels");
    }

    @Test
    void tensorsBeyondWhatTheDescriptionAllowsAreRefusedUnread() throws IOException {
        put("optimiser.moments", 1 << 20, 1);
        assertNames(message(write(DESCRIPTION)), "no more than");
    }

    @Test
    void whatIsNoModelIsSaidToBeNone() throws IOException {
        assertNames(message(folder.resolve("nowhere.elbow")), "no file or folder", "nowhere.elbow");
        assertNames(message(folder), "holds no \"model.json\"");
        assertNames(message(Files.writeString(folder.resolve("notes.txt"), "hello")), "not a zip file", "VAE Writer");
        assertNames(message(Files.write(folder.resolve("empty.elbow"), new byte[0])), "not a zip file");
        final Path zip = folder.resolve("other.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            zip(out, List.of("a"), Map.of("a", new byte[3]), "", ZipEntry.DEFLATED);
        }
        assertNames(message(zip), "holds no \"model.json\"");
        try (OutputStream out = Files.newOutputStream(zip)) {
            zip(out, List.of("a/model.json", "b/model.json"), Map.of("a/model.json", new byte[3], "b/model.json", new byte[3]),
                "", ZipEntry.DEFLATED);
        }
        assertNames(message(zip), "several models", "a/model.json", "b/model.json");
    }

    @Test
    void namesThatLeadOutOfTheFolderAreNotFollowed() throws IOException {
        final Path outside = Files.createDirectory(folder.resolve("outside"));
        final Path inside = Files.createDirectory(folder.resolve("inside"));
        write(DESCRIPTION);
        Files.move(folder.resolve("weights.safetensors"), outside.resolve("weights.safetensors"));
        final String description = DESCRIPTION.replace("\"version\": 1,",
            "\"version\": 1, \"weights\": \"../outside/weights.safetensors\", "
                + "\"checkpoints\": [{\"step\": \"../outside/weights\", \"learning_rate\": 1}],");
        Files.writeString(inside.resolve("model.json"), description);
        assertNames(message(inside), "\"step\"");
        Files.writeString(inside.resolve("model.json"),
            description.replace("\"step\": \"../outside/weights\"", "\"step\": 1"));
        assertNames(message(inside), "lacks the part \"weights.safetensors\"");
    }

    @Test
    void descriptionsThatSayTwoThingsAreRefused() throws IOException {
        assertNames(message("\"latent\": 2", "\"latent\": 3, \"latent\": 2"), "Duplicate field 'latent'", "in line 2");
        assertNames(message(write(DESCRIPTION + "{}")), "in line 8", "goes on behind its end");
        for (final String version : List.of("\"1\"", "1.5", "{}")) {
            assertNames(message("\"version\": 1", "\"version\": " + version), "version " + version, "reads version 1");
        }
    }

    @Test
    void depthsAndNumbersThatTakeForEverToReadAreRefused() throws IOException {
        assertNames(message("\"version\": 1", "\"version\": 1, \"more\": " + "[".repeat(1 << 20) + "]".repeat(1 << 20)),
            "nested deeper than 50 levels");
        assertNames(message("\"latent\": 2", "\"latent\": " + "9".repeat(1 << 20)), "more than 1000 digits");
    }

    @Test
    void imagesOfAbsurdSizesAreRefusedForTheWeightsThatLack() throws IOException {
        final String message = message("\"input_shape\": [3], \"latent\": 2,\n  \"encoder\": [{\"type\": \"dense\", \"out\": 4, ",
            "\"input_shape\": [3], \"latent\": 1,\n  \"encoder\": [{\"type\": \"dense\", \"out\": 288000000}, "
                + "{\"type\": \"reshape\", \"shape\": [1, 18000, 16000]}, {\"type\": \"conv2d\", \"out\": 1, \"kernel\": 1, ");
        assertNames(message, "\"encoder.0.weight\"", "instead of [288000000, 3]");
    }

    @Test
    void layersThatDoNotFitAreTold() throws IOException {
        assertNames(message("{\"type\": \"dense\", \"out\": 3}", "{\"type\": \"reshape\", \"shape\": [5]}"),
            "Layer 2 of the decoder does not fit: it reshapes to [5]");
        assertNames(message("\"likelihood\": \"gaussian\"",
            "\"likelihood\": [{\"family\": \"categorical\", \"features\": 3, \"classes\": 2000000000}]"), "more than 2147483647");
    }

    @Test
    void whatIsSaidOfTheTrainingIsCheckedToo() throws IOException {
        assertNames(message("\"version\": 1", "\"version\": 1, \"training\": 3"), "\"training\" is 3");
        assertNames(message("\"version\": 1", "\"version\": 1, \"training\": {\"epochs\": -3}"), "\"epochs\" is -3");
        final String known = DESCRIPTION.replace("\"version\": 1", "\"version\": 1, \"training\": {\"epochs\": 3, \"steps\": 7}");
        assertEquals(7, read(write(known)).model().record().steps());
    }
}
