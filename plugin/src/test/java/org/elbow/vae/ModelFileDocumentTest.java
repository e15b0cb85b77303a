package org.elbow.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The programs in docs/model-file.md do what the page says, and their numbers are Elbow's. */
class ModelFileDocumentTest {

    /** NumPy adds in another order, and partly in 64 bits. */
    private static final double SINGLE_PRECISION = 2e-5;

    private static final String PRINT = """

        def show(**results):
            print(json.dumps({name: np.asarray(values).tolist() for name, values in results.items()}))
        """;

    /** Which Python has which modules. */
    private static final Map<String, Optional<String>> PYTHONS = new HashMap<>();

    @TempDir
    private Path folder;

    private static String page() throws IOException {
        final Path here = Path.of("..", "docs", "model-file.md");
        return Files.readString(Files.exists(here) ? here : Path.of("docs", "model-file.md"));
    }

    private static List<String> blocks(final String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page()).results()
            .map((MatchResult block) -> block.group(1)).toList();
    }

    private static String programs(final boolean torch) throws IOException {
        return String.join("\n", blocks("python").stream().filter(block -> !block.startsWith("# torch") || torch).toList());
    }

    /** What a program prints, run by a Python that has some modules; the test is passed over where there is none. */
    private JsonNode run(final String modules, final String program) throws Exception {
        final Path script = Files.writeString(folder.resolve("program.py"), program);
        if (!PYTHONS.containsKey(modules)) {
            PYTHONS.put(modules, python(modules));
        }
        assumeTrue(PYTHONS.get(modules).isPresent(), "there is no Python with " + modules + " here");
        final Path output = folder.resolve("output.txt");
        assertEquals(0, exitCode(List.of(PYTHONS.get(modules).get(), script.toString()), output), () -> read(output));
        return new ObjectMapper().readTree(read(output));
    }

    private Optional<String> python(final String modules) throws InterruptedException {
        for (final String python : List.of("python3", "/usr/bin/python3", "python")) {
            if (exitCode(List.of(python, "-c", "import " + modules), folder.resolve("ignored.txt")) == 0) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }

    private int exitCode(final List<String> command, final Path output) throws InterruptedException {
        try {
            final Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program does not end");
            return process.exitValue();
        } catch (final IOException e) {
            return -1; // there is no such Python
        }
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static void assertNear(final JsonNode expected, final FeatureMatrix found, final String what) {
        assertEquals(expected.size(), found.rows(), what);
        for (int row = 0; row < found.rows(); row++) {
            assertEquals(expected.get(row).size(), found.columns(), what);
            for (int i = 0; i < found.columns(); i++) {
                final double value = expected.get(row).get(i).doubleValue();
                assertEquals(value, found.get(row, i), SINGLE_PRECISION * (1 + Math.abs(value)),
                    what + " of row " + row + ", entry " + i);
            }
        }
    }

    private static void assertSame(final JsonNode python, final VaeModel model, final FeatureMatrix rows) {
        try (RowEvaluation found =
            VaeEvaluator.evaluate(model, rows, new EvaluationOptions(1, true, 1, 1), Progress.NONE)) {
            assertNear(python.get("mean"), found.mean(), "mean");
            assertNear(python.get("logvar"), found.logVariance(), "log-variance");
            assertNear(python.get("reconstruction"), found.reconstruction(), "reconstruction");
        }
    }

    private static Stream<String> names() {
        return OldModel.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theProgramThatReadsAModelReproducesIt(final String name) throws Exception {
        final OldModel old = OldModel.of(name);
        final VaeModel model = old.read();
        ModelFile.write(model, folder.resolve("model.elbow"), ModelFileOptions.defaults(), Progress.NONE);
        final JsonNode python = run("numpy", programs(false) + PRINT + "rows = np.array(json.loads(\"\"\""
            + old.results().get("features") + "\"\"\"), \"<f4\")\n" + """
                model, weights = read_model("model.elbow")
                mean, logvar = encode(model, weights, rows)
                show(mean=mean, logvar=logvar, reconstruction=decode(model, weights, mean))
                """);
        try (FeatureMatrix rows = old.features()) {
            assertSame(python, model, rows);
        }
    }

    @Test
    void theDescriptionOnThePageIsWhole() throws Exception {
        final ModelDescription description = ModelJson.read(blocks("json").get(0).getBytes(StandardCharsets.UTF_8));
        assertEquals("20-16-2-16-20", description.architecture().sizes());
        assertEquals(TrainingRecord.UNKNOWN, description.training());
        assertEquals(LikelihoodSpec.bernoulli(20), description.likelihood());
    }

    @Test
    void whatTheProgramWritesIsReadAndGivesTheSame() throws Exception {
        final JsonNode python = run("numpy", programs(false) + PRINT + "description = json.loads('''" + blocks("json").get(0)
            + "''')\n" + """
                random = np.random.RandomState(1)
                shapes = {"encoder.0": (16, 20), "mean": (2, 16), "logvar": (2, 16), "decoder.0": (16, 2), "decoder.1": (20, 16)}
                weights = {name + ".weight": random.randn(*shape).astype("<f4") / 3 for name, shape in shapes.items()}
                weights.update({name + ".bias": random.randn(shape[0]).astype("<f4") for name, shape in shapes.items()})
                write_model("written/here", description, weights)
                rows = random.rand(7, 20).astype("<f4")
                mean, logvar = encode(description, weights, rows)
                show(rows=rows, mean=mean, logvar=logvar, reconstruction=decode(description, weights, mean))
                """);
        compare(python, ModelFile.read(folder.resolve("written/here"), Progress.NONE));
    }

    @Test
    void aModuleOfPyTorchIsReadAsThePageSays() throws Exception {
        final String module = blocks("python").stream().filter(block -> block.contains("self.encoder")).findFirst().orElseThrow();
        final String export = blocks("python").stream().filter(block -> block.contains("state_dict")).findFirst().orElseThrow();
        final JsonNode python = run("torch", programs(false) + PRINT + "description = json.loads('''" + blocks("json").get(0)
            + "''')\nimport torch\nfrom torch import nn\ntorch.manual_seed(1)\nclass Module(nn.Module):\n"
            + "    def __init__(self):\n        super().__init__()\n" + module.indent(8) + "module = Module()\n" + export + """
                with torch.no_grad():
                    rows = torch.rand(7, 20)
                    hidden = module.encoder(rows)
                    mean, logvar = module.mean(hidden), module.logvar(hidden)
                    show(rows=rows, mean=mean, logvar=logvar, reconstruction=torch.sigmoid(module.decoder(mean)))
                """);
        compare(python, ModelFile.read(folder.resolve("my-model"), Progress.NONE));
    }

    @Test
    void convolutionsOfPyTorchAreReadWithoutTransposing() throws Exception {
        final JsonNode python = run("torch", programs(false) + PRINT + """
            import torch
            from torch import nn
            torch.manual_seed(1)
            encoder = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1), nn.ELU(), nn.Flatten(), nn.Linear(36, 5), nn.Tanh())
            mean_head, logvar_head = nn.Linear(5, 2), nn.Linear(5, 2)
            decoder = nn.Sequential(nn.Linear(2, 36), nn.LeakyReLU(0.2), nn.Unflatten(1, (4, 3, 3)),
                                    nn.ConvTranspose2d(4, 3, 3, 2, 1, 1))
            description = {"format": "elbow-model", "version": 1, "architecture": {"input_shape": [3, 6, 6], "latent": 2,
                "encoder": [{"type": "conv2d", "out": 4, "kernel": 3, "stride": 2, "padding": 1, "activation": "elu"},
                            {"type": "reshape", "shape": [36]}, {"type": "dense", "out": 5, "activation": "tanh"}],
                "decoder": [{"type": "dense", "out": 36, "activation": "leaky_relu"}, {"type": "reshape", "shape": [4, 3, 3]},
                            {"type": "deconv2d", "out": 3, "kernel": 3, "stride": 2, "padding": 1, "output_padding": 1}]},
                "likelihood": "bernoulli", "columns": [
                    {"name": "image", "type": "image", "width": 6, "height": 6, "channels": 3}]}
            named = {"encoder.0": encoder[0], "encoder.2": encoder[3], "mean": mean_head, "logvar": logvar_head,
                     "decoder.0": decoder[0], "decoder.2": decoder[3]}
            write_model("images", description, {f"{name}.{part}": getattr(module, part).detach().numpy()
                                                for name, module in named.items() for part in ("weight", "bias")})
            with torch.no_grad():
                images = torch.rand(5, 3, 6, 6)
                hidden = encoder(images)
                mean = mean_head(hidden)
                pixels = lambda x: x.permute(0, 2, 3, 1).reshape(len(x), -1)
                show(rows=pixels(images), mean=mean, logvar=logvar_head(hidden),
                     reconstruction=pixels(torch.sigmoid(decoder(mean))))
            """);
        compare(python, ModelFile.read(folder.resolve("images"), Progress.NONE));
    }

    @Test
    void headsBehindConvolutionsTakeImagesChannelByChannel() throws Exception {
        final JsonNode python = run("numpy", programs(false) + PRINT + """
            description = {"format": "elbow-model", "version": 1, "architecture": {"input_shape": [3, 4, 4], "latent": 2,
                "encoder": [{"type": "conv2d", "out": 5, "kernel": 2, "stride": 2, "activation": "softplus"}],
                "decoder": [{"type": "dense", "out": 48}]}, "likelihood": "gaussian",
                "columns": [{"name": "image", "type": "image", "width": 4, "height": 4, "channels": 3}]}
            random = np.random.RandomState(1)
            shapes = {"encoder.0": (5, 3, 2, 2), "mean": (2, 20), "logvar": (2, 20), "decoder.0": (48, 2)}
            weights = {name + ".weight": random.randn(*shape).astype("<f4") / 3 for name, shape in shapes.items()}
            weights.update({name + ".bias": random.randn(shape[0]).astype("<f4") for name, shape in shapes.items()})
            weights["likelihood.log_variance"] = np.zeros(48)
            write_model("heads", description, weights)
            rows = random.rand(4, 48).astype("<f4")
            mean, logvar = encode(description, weights, rows)
            show(rows=rows, mean=mean, logvar=logvar, reconstruction=decode(description, weights, mean))
            """);
        compare(python, ModelFile.read(folder.resolve("heads"), Progress.NONE));
    }

    private static void compare(final JsonNode python, final LoadedModel loaded) {
        assertEquals(List.of(), loaded.unused());
        final float[][] rows = new float[python.get("rows").size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = OldModel.vector(python.get("rows").get(i));
        }
        try (FeatureMatrix matrix = FeatureMatrix.of(rows)) {
            assertSame(python, loaded.model(), matrix);
        }
    }
}
