package org.elbow.knime.hamiltonian;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.doubles;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.numbers;
import static org.elbow.knime.TestTables.randomNumbers;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.data.ImageEncoding;
import org.elbow.data.MatrixStorage;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.Scaling;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.hamiltonian.HamiltonianOptions;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.hamiltonian.HvaeSamplerParameters.DynamicsSource;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeaturePlan;
import org.elbow.knime.table.TrainingRows;
import org.elbow.nn.Activation;
import org.elbow.nn.Progress;
import org.elbow.offline.OfflineExecution;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaeTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

class HvaeSamplerNodeTest {

    private static VaePortObject plain;

    private static VaePortObject hamiltonian;

    private final HvaeSamplerParameters parameters = new HvaeSamplerParameters();

    @BeforeAll
    static void train() {
        TestNode.registerPortTypes();
        plain = model(Objective.elbo());
        hamiltonian = model(HamiltonianBound.objective(HamiltonianOptions.defaults()));
    }

    static VaePortObject model(final Objective objective) {
        final BufferedDataTable table = randomNumbers(400, 3, 1);
        final List<FeaturePlan> plans = FeatureColumns.usable(table.getDataTableSpec()).stream()
            .map(column -> new FeaturePlan(column, Scaling.STANDARDIZE, false)).toList();
        try (TrainingRows rows = TrainingRows.encode(table, plans, MissingValuePolicy.FAIL,
                MatrixStorage.defaults(), Progress.NONE)) {
            return new VaePortObject(VaeTrainer.train(rows.matrix(), rows.encoding(),
                Architecture.dense(3, 3, List.of(16), 2, Activation.TANH), LikelihoodSpec.gaussian(3), objective,
                TrainingOptions.defaults().withEpochs(20).withBatchSize(32).withLearningRate(0.01).withWorkers(1),
                Progress.NONE).model());
        }
    }

    private TestNode node() throws InvalidSettingsException {
        parameters.m_workers = 1;
        return new TestNode(new HvaeSamplerNodeFactory()).with(parameters);
    }

    static BufferedDataTable output(final PortObject[] outputs, final int port) {
        return (BufferedDataTable)outputs[port];
    }

    static double number(final BufferedDataTable summary, final String row, final String column) {
        return doubles(summary, column)[keys(summary).indexOf(row)];
    }

    @Test
    void theSummarysMeansAreThoseOfTheEstimates() throws Exception {
        final BufferedDataTable input = randomNumbers(40, 3, 7);
        final TestNode node = node();
        final PortObject[] outputs = node.run(hamiltonian, input);
        final BufferedDataTable estimates = output(outputs, 0);
        assertEquals(keys(input), keys(estimates));
        final BufferedDataTable summary = output(outputs, 2);
        assertEquals(List.of("Encoder", "Hamiltonian"), keys(summary));
        for (final String side : List.of("Encoder", "Hamiltonian")) {
            final String column = side.equals("Encoder") ? "(encoder)" : "(Hamiltonian)";
            final double[] likelihoods = doubles(estimates, "Log-likelihood " + column);
            final double mean = Arrays.stream(likelihoods).average().orElseThrow();
            assertEquals(-mean, number(summary, side, "Mean NLL"), 1e-9);
            final double variance = Arrays.stream(likelihoods).map(x -> (x - mean) * (x - mean)).sum() / 39;
            assertEquals(Math.sqrt(variance / 40), number(summary, side, "Standard error of NLL"), 1e-9);
            final double sampling =
                Arrays.stream(doubles(estimates, "Standard error " + column)).map(error -> error * error).sum();
            assertEquals(Math.sqrt(sampling) / 40, number(summary, side, "Sampling error of NLL"), 1e-9);
            assertEquals(Arrays.stream(doubles(estimates, "Bound " + column)).average().orElseThrow(),
                number(summary, side, "Mean bound"), 1e-9);
            assertEquals(Arrays.stream(doubles(estimates, "ESS " + column)).average().orElseThrow(),
                number(summary, side, "Mean ESS"), 1e-9);
            assertEquals(40, number(summary, side, "Rows"));
        }
        assertEquals(number(summary, "Encoder", "Mean NLL") - number(summary, "Hamiltonian", "Mean NLL"),
            number(summary, "Hamiltonian", "Gain over IWAE"), 1e-9);
        assertEquals(number(summary, "Hamiltonian", "Mean bound") - number(summary, "Encoder", "Mean bound"),
            number(summary, "Hamiltonian", "Gain in bound"), 1e-9);
        assertEquals(Arrays.stream(doubles(estimates, "Energy error")).average().orElseThrow(),
            number(summary, "Hamiltonian", "Mean energy error"), 1e-9);
        assertNull(node.warning());
    }

    @Test
    void theSummaryTellsWhichDynamicsWereRun() throws Exception {
        final BufferedDataTable input = randomNumbers(5, 3, 7);
        final BufferedDataTable learned = output(node().run(hamiltonian, input), 2);
        assertEquals("learned by the model", column(learned, "Dynamics").get(1).toString());
        assertEquals(3, number(learned, "Hamiltonian", "Leapfrog steps"));
        final float[] steps = hamiltonian.model().learned().get("hamiltonian.step");
        final ListCell sizes = (ListCell)column(learned, "Step sizes").get(1);
        assertEquals(2, sizes.size());
        assertEquals(steps[1], ((org.knime.core.data.DoubleValue)sizes.get(1)).getDoubleValue(), 1e-7);
        assertEquals(3, ((ListCell)column(learned, "Cooling factors").get(1)).size());
        assertEquals(hamiltonian.model().learned().get("hamiltonian.sqrt_beta0")[0], number(learned, "Hamiltonian", "√β₀"),
            1e-7);
        final BufferedDataTable fallback = output(node().run(plain, input), 2);
        assertEquals("own settings", column(fallback, "Dynamics").get(1).toString());
        assertEquals(10, number(fallback, "Hamiltonian", "Leapfrog steps"));
        parameters.m_source = DynamicsSource.OWN;
        parameters.m_leapfrogSteps = 4;
        parameters.m_tune = true;
        final BufferedDataTable own = output(node().run(hamiltonian, input), 2);
        assertEquals(4, number(own, "Hamiltonian", "Leapfrog steps"));
        assertTrue(Math.abs(number(own, "Hamiltonian", "Mean tuning factor") - 1) > 0.01, "tuned");
        assertTrue(column(own, "Dynamics").get(0).isMissing());
    }

    @Test
    void eachPosteriorSampleNamesItsRowItsWeightAndItsCode() throws Exception {
        parameters.m_posteriorSamples = 3;
        parameters.m_reconstructions = true;
        final BufferedDataTable samples = output(node().run(plain, randomNumbers(4, 3, 7)), 1);
        assertEquals(List.of("Source row", "Sample", "Log weight", "Code 1", "Code 2", "x1 (reconstructed)",
            "x2 (reconstructed)", "x3 (reconstructed)"), List.of(samples.getDataTableSpec().getColumnNames()));
        assertEquals(12, samples.size());
        assertEquals("a1 #2", keys(samples).get(4));
        assertEquals("a1", column(samples, "Source row").get(4).toString());
        assertEquals(2, doubles(samples, "Sample")[4]);
        assertTrue(Arrays.stream(doubles(samples, "Log weight")).allMatch(Double::isFinite));
        // the rows hold numbers near 0, 10 and 20
        assertTrue(Arrays.stream(doubles(samples, "x3 (reconstructed)")).allMatch(x -> x > 5 && x < 35));
        assertTrue(Arrays.stream(doubles(samples, "Code 1")).distinct().count() == 12);
    }

    @Test
    void reconstructionsOfImagesAreImages() throws Exception {
        parameters.m_posteriorSamples = 2;
        parameters.m_reconstructions = true;
        final VaePortObject images =
            new VaePortObject(TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("img", 2, 2, 1)));
        final BufferedDataTable input = table(spec("img", PNGImageCellFactory.TYPE),
            new DataCell[] {TestTables.image(2, 0, 255, 255, 0)});
        final BufferedDataTable samples = output(node().run(images, input), 1);
        assertEquals(PNGImageCellFactory.TYPE, samples.getDataTableSpec().getColumnSpec("img (reconstructed)").getType());
        assertFalse(column(samples, "img (reconstructed)").get(1).isMissing());
    }

    @Test
    void markovChainsAppendMeansAndIntervalsAndGiveTheSamples() throws Exception {
        parameters.m_markovChains = true;
        parameters.m_draws = 60;
        parameters.m_burnIn = 30;
        parameters.m_posteriorSamples = 240;
        final PortObject[] outputs = node().run(plain, randomNumbers(6, 3, 7));
        final BufferedDataTable estimates = output(outputs, 0);
        final BufferedDataTable samples = output(outputs, 1);
        assertFalse(samples.getDataTableSpec().containsName("Log weight"));
        assertEquals(6 * 240, samples.size());
        final double[] codes = doubles(samples, "Code 2");
        for (int row = 0; row < 6; row++) {
            final double[] own = Arrays.copyOfRange(codes, row * 240, (row + 1) * 240);
            final double lower = doubles(estimates, "Code 2 lower")[row];
            final double upper = doubles(estimates, "Code 2 upper")[row];
            assertEquals(Arrays.stream(own).average().orElseThrow(), doubles(estimates, "Code 2 mean")[row], 1e-5);
            assertEquals(0.95, Arrays.stream(own).filter(x -> x >= lower && x <= upper).count() / 240., 0.02);
        }
        final BufferedDataTable summary = output(outputs, 2);
        assertEquals(List.of("Encoder", "Hamiltonian", "Markov chains"), keys(summary));
        final double acceptance = Arrays.stream(doubles(estimates, "Acceptance rate")).average().orElseThrow();
        assertEquals(acceptance, number(summary, "Markov chains", "Acceptance rate"), 1e-9);
        assertTrue(acceptance > 0.5 && acceptance < 1, "" + acceptance);
        assertEquals(Arrays.stream(doubles(estimates, "R-hat")).max().orElseThrow(),
            number(summary, "Markov chains", "Largest R-hat"), 1e-9);
        assertEquals(1, number(summary, "Markov chains", "√β₀"), "chains are not cooled");
        assertEquals(240, number(summary, "Markov chains", "Samples per row"));
    }

    @Test
    void aRowWhoseDynamicsDivergeSaysSo() throws Exception {
        parameters.m_source = DynamicsSource.OWN;
        parameters.m_relative = false;
        parameters.m_stepSize = 10;
        parameters.m_leapfrogSteps = 30;
        parameters.m_markovChains = true;
        parameters.m_tuneChains = false;
        parameters.m_draws = 5;
        parameters.m_burnIn = 0;
        final TestNode node = node();
        final PortObject[] outputs = node.run(plain, randomNumbers(3, 3, 7));
        final BufferedDataTable estimates = output(outputs, 0);
        for (int row = 0; row < 3; row++) {
            assertEquals("diverged", column(estimates, "Status").get(row).toString());
            assertEquals("diverged", column(estimates, "Status (chains)").get(row).toString());
            for (final String missing : List.of("Log-likelihood (Hamiltonian)", "Standard error (Hamiltonian)",
                "ESS (Hamiltonian)", "Bound (Hamiltonian)", "Energy error", "Code 1 mean", "Code 2 upper", "R-hat")) {
                assertTrue(column(estimates, missing).get(row).isMissing(), missing);
            }
            assertEquals(100, doubles(estimates, "Diverged trajectories")[row]);
            assertFalse(column(estimates, "Log-likelihood (encoder)").get(row).isMissing());
        }
        assertEquals(0, output(outputs, 1).size());
        assertEquals(3, number(output(outputs, 2), "Hamiltonian", "Rows diverged"));
        assertTrue(column(output(outputs, 2), "Mean NLL").get(1).isMissing());
        assertTrue(node.warning().contains("The trajectories of 3 rows diverged")
            && node.warning().contains("The Markov chains of 3 rows diverged"), node.warning());
    }

    @Test
    void theRemedyForDivergenceIsOneThatHelps() throws Exception {
        final BufferedDataTable extreme = numbers(new Double[] {1e10, 0., 0.});
        final TestNode learned = node();
        learned.run(hamiltonian, extreme);
        assertTrue(learned.warning().contains("diverged") && learned.warning().contains("choose own settings"),
            learned.warning());
        final TestNode own = node();
        own.run(plain, extreme);
        assertTrue(own.warning().contains("Choose a smaller step size, or have it tuned."), own.warning());
        parameters.m_tune = true;
        final TestNode tuned = node();
        tuned.run(plain, extreme);
        assertTrue(tuned.warning().endsWith("Choose a smaller step size."), tuned.warning());
    }

    @Test
    void rowsOfWhichSomeTrajectoriesDivergeAreCounted() throws Exception {
        parameters.m_source = DynamicsSource.OWN;
        parameters.m_relative = false;
        final BufferedDataTable input = randomNumbers(60, 3, 7);
        boolean seen = false;
        for (double step = 0.2; step < 1.5; step *= 1.1) {
            parameters.m_stepSize = step;
            final TestNode node = node();
            final BufferedDataTable estimates = output(node.run(plain, input), 0);
            final List<DataCell> status = column(estimates, "Status");
            final double[] diverged = doubles(estimates, "Diverged trajectories");
            final long partly = IntStream.range(0, diverged.length)
                .filter(row -> diverged[row] > 0 && status.get(row).toString().equals("ok")).count();
            assertEquals(partly > 0, node.warning() != null && node.warning().contains("Some trajectories of " + partly + " row"),
                node.warning());
            seen |= partly > 0;
        }
        assertTrue(seen, "no step size was between small and large");
    }

    @Test
    void rowsThatCannotBeUsedGetMissingCellsAndAWarning() throws Exception {
        parameters.m_markovChains = true;
        parameters.m_draws = 5;
        parameters.m_burnIn = 2;
        final TestNode node = node();
        final PortObject[] outputs = node.run(plain, numbers(new Double[] {0., 10., null}, new Double[] {0., 10., 20.},
            new Double[] {1e38, 10., -1e38}, new Double[] {0., Double.NaN, 20.}));
        final BufferedDataTable estimates = output(outputs, 0);
        final List<String> status = column(estimates, "Status").stream().map(DataCell::toString).toList();
        assertEquals(List.of("skipped", "ok"), status.subList(0, 2));
        assertFalse(status.get(2).equals("ok") || status.get(2).equals("skipped"), status.toString());
        assertEquals("skipped", status.get(3));
        assertTrue(column(estimates, "Bound (encoder)").get(0).isMissing());
        assertTrue(column(estimates, "Code 1 mean").get(0).isMissing());
        for (final DataCell cell : IntStream.range(0, estimates.getDataTableSpec().getNumColumns())
            .mapToObj(i -> TestTables.rows(estimates).get(2).getCell(i)).toList()) {
            assertFalse(cell.toString().contains("NaN"), "no NaN");
        }
        assertEquals(2, number(output(outputs, 2), "Encoder", "Rows skipped"));
        assertEquals(1, number(output(outputs, 2), "Encoder", "Rows"));
        assertTrue(column(output(outputs, 1), "Source row").stream().allMatch(cell -> cell.toString().equals("a1")));
        assertTrue(node.warning().contains("skipped 1 row with missing") && node.warning().contains("1 row"), node.warning());
    }

    @Test
    void anEmptyTableGivesEmptyTables() throws Exception {
        parameters.m_markovChains = true;
        final PortObject[] outputs = node().run(plain, table(randomNumbers(1, 3, 1).getDataTableSpec()));
        assertEquals(0, output(outputs, 0).size());
        assertEquals(0, output(outputs, 1).size());
        assertEquals(0, number(output(outputs, 2), "Hamiltonian", "Rows"));
        assertTrue(column(output(outputs, 2), "Gain over IWAE").get(1).isMissing());
    }

    @Test
    void theSameSettingsGiveTheSameNumbers() throws Exception {
        final BufferedDataTable input = randomNumbers(10, 3, 7);
        final double[] first = doubles(output(node().run(plain, input), 0), "Log-likelihood (Hamiltonian)");
        assertArrayEquals(first, doubles(output(node().run(plain, input), 0), "Log-likelihood (Hamiltonian)"));
        parameters.m_seed = 2;
        assertFalse(Arrays.equals(first, doubles(output(node().run(plain, input), 0), "Log-likelihood (Hamiltonian)")));
    }

    @Test
    void tablesThatDoNotFitTheModelAreRefusedBeforeExecution() {
        final String message = assertThrows(InvalidSettingsException.class,
            () -> node().configure(plain.getSpec(), numbers(new Double[] {1., 2.}).getDataTableSpec())).getMessage();
        assertTrue(message.contains("\"x3\""), message);
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertRefused("samples per row is 0", () -> parameters.m_samples = 0);
        parameters.m_samples = 5;
        assertRefused("keep per row is 10", () -> parameters.m_posteriorSamples = 10);
        parameters.m_samples = 100;
        assertRefused("step size is 0", () -> parameters.m_stepSize = 0);
        parameters.m_stepSize = 0.1;
        assertRefused("credible intervals is 1.0", () -> {
            parameters.m_markovChains = true;
            parameters.m_level = 1;
        });
    }

    private void assertRefused(final String part, final Runnable change) {
        change.run();
        final String message = assertThrows(InvalidSettingsException.class, parameters::validate).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void samplingCanBeCancelledMidway() {
        final OfflineExecution[] execution = new OfflineExecution[1];
        execution[0] = new OfflineExecution((fraction, message) -> {
            if (fraction > 0.3) {
                execution[0].cancel();
            }
        });
        assertThrows(CanceledExecutionException.class, () -> node().run(execution[0], plain, randomNumbers(300, 3, 7)));
    }
}
