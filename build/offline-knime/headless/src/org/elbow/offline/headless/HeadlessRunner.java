package org.elbow.offline.headless;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineWorkflow;
import org.elbow.offline.headless.RunResult.NodeResult;
import org.elbow.offline.headless.RunResult.State;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;

/** Runs a KNIME workflow folder without KNIME. An instance runs one workflow, once. */
public final class HeadlessRunner {

    private static final int SMALL_TABLE = 20;
    private static final double NANOS = 1e9;

    private final RunOptions options;
    private final ProgressLine console;
    private OfflineExecution current; // of the node that is running
    private boolean cancelled;

    /** @param options what to run, and how */
    public HeadlessRunner(final RunOptions options) {
        this.options = options;
        console = new ProgressLine(options.console(), options.terminal());
    }

    /**
     * Runs a workflow.
     *
     * @param options what to run, and how
     * @return how it ended; a workflow that cannot be run is no exception, but says why in the result
     */
    public static RunResult run(final RunOptions options) {
        return new HeadlessRunner(options).run();
    }

    /** Has the node that is running stop at its next report of progress, and no other begin. From any thread. */
    public synchronized void cancel() {
        cancelled = true;
        if (current != null) {
            current.cancel();
        }
    }

    /** @return how the run ended */
    public RunResult run() {
        try {
            final var workflow = WorkflowReader.read(options.folder());
            final var variables = variables(workflow);
            final var registry = new ExtensionRegistry(options.extensions(), options.pluginFiles());
            registry.registerPortTypes(options.extensions());
            final var graph = new Graph(workflow, registry, options.extensions());
            try (var stay = OfflineWorkflow.enter(options.folder());
                    var output = options.output().isPresent() ? OutputFolder.open(options.output().get()) : null) {
                return run(workflow, graph, variables, output);
            } catch (final IOException ex) {
                throw new WorkflowException("The results cannot be written to " + options.output().get() + ": "
                    + ex.getClass().getSimpleName() + ": " + WorkflowException.reason(ex), ex);
            }
        } catch (final WorkflowException ex) {
            console.say("error: " + ex.getMessage());
            return new RunResult(Optional.of(ex.getMessage()), Map.of(), Optional.empty());
        }
    }

    private Map<String, Variable> variables(final Workflow workflow) throws WorkflowException {
        final Map<String, Variable> variables = new LinkedHashMap<>(workflow.variables());
        for (final var given : new TreeMap<>(options.variables()).entrySet()) {
            final var variable = variables.get(given.getKey());
            if (variable == null) {
                throw new WorkflowException("The workflow has no variable \"" + given.getKey() + "\"; "
                    + (variables.isEmpty() ? "it has none at all."
                        : "it has " + String.join(", ", new TreeSet<>(variables.keySet())) + "."));
            }
            variables.put(given.getKey(), variable.withText(given.getValue()));
        }
        return variables;
    }

    private RunResult run(final Workflow workflow, final Graph graph, final Map<String, Variable> variables,
        final OutputFolder output) throws IOException {
        final var runner = new NodeRunner(graph, variables);
        final var name = workflow.folder().toAbsolutePath().normalize().getFileName();
        console.say("Workflow " + name + ", " + graph.inOrder().size() + " nodes");
        for (final var node : graph.inOrder()) {
            prepare(node, runner);
        }
        for (final var node : graph.inOrder()) {
            if (!node.isPassedOver() && !node.failed()) {
                execute(node, runner);
            }
        }
        final Map<Integer, NodeResult> results = new LinkedHashMap<>();
        graph.inOrder().forEach(node -> results.put(node.entry.id(), node.result()));
        if (isCancelled()) {
            console.say("Cancelled; nothing was written.");
            return new RunResult(Optional.of("The run was cancelled."), results, Optional.empty());
        }
        if (!TestFlow.is(workflow)) {
            showSmallTables(graph);
        }
        if (output != null) {
            new ResultWriter(graph, variables, output.draft(), console).write();
            output.publish();
            console.say("");
            console.say("Results: " + options.output().get());
        }
        if (!TestFlow.is(workflow)) {
            sayWhatIsLacking(graph);
            return new RunResult(Optional.empty(), results, Optional.empty());
        }
        final var failures = TestFlow.failures(workflow, graph);
        console.say("");
        console.say(failures.isEmpty() ? "Test flow: all as expected." : "error: the test flow failed:");
        failures.forEach(failure -> console.say("  " + failure));
        return new RunResult(Optional.empty(), results, Optional.of(failures));
    }

    /** Loads the settings, and lets the node announce its outputs as far as they can be known before anything runs. */
    private void prepare(final GraphNode node, final NodeRunner runner) {
        if (node.isPassedOver()) {
            console.say("  " + node.entry.label() + (TestFlow.knows(node.entry) ? ": looked at when the others have run"
                : ": a testing node of KNIME's, passed over"));
            return;
        }
        runner.load(node);
        if (!node.failed()) {
            runner.configure(node);
            if (node.failed() && node.waitsForMoreThanItsInputs()) {
                node.forgetFailure(); // as in KNIME it is configured again then, when a file may be there, for instance
            }
        }
        if (node.failed()) {
            report(node);
        }
    }

    private void execute(final GraphNode node, final NodeRunner runner) {
        final var waitsFor = node.before.stream().filter(other -> other.state != State.EXECUTED).findFirst();
        if (isCancelled() || waitsFor.isPresent()) {
            console.say("  " + node.entry.label() + ": not executed"
                + waitsFor.map(other -> ", since " + other.entry.label() + " was not").orElse(""));
            return;
        }
        // as KNIME does when those before have run: what they made or wrote may be known now
        if ((node.announced == null || !node.before.isEmpty()) && !runner.configure(node)) {
            report(node);
            return;
        }
        final long start = System.nanoTime();
        console.start();
        final var execution = begin(node);
        try {
            runner.execute(node, execution);
        } catch (final CanceledExecutionException ex) {
            cancel(); // also if the node stopped by itself: what follows has no input
            node.fail("cancelled", ex);
        } finally {
            end();
        }
        report(node, (System.nanoTime() - start) / NANOS);
    }

    private synchronized OfflineExecution begin(final GraphNode node) {
        current = new OfflineExecution(
            (fraction, message) -> console.show(node.entry.label(), fraction, message));
        if (cancelled) {
            current.cancel();
        }
        return current;
    }

    private synchronized void end() {
        current = null;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    // ---------------------------------------------------------------- what users read

    private void report(final GraphNode node, final double seconds) {
        if (node.failed()) {
            report(node);
            return;
        }
        console.say(String.format(Locale.ROOT, "  %s: executed in %.1f s", node.entry.label(), seconds));
        for (int i = 0; i < node.outputs.length; i++) {
            console.say("      " + node.outputName(i) + ": " + WorkflowException.oneLine(node.outputs[i].getSummary()));
        }
        node.warnings.forEach(warning -> console.say("      warning: " + warning));
    }

    private void report(final GraphNode node) {
        if (node.cause instanceof CanceledExecutionException) {
            console.say("  " + node.entry.label() + ": cancelled");
            return;
        }
        console.say("  " + node.entry.label() + ": failed");
        node.warnings.forEach(warning -> console.say("      warning: " + warning));
        console.say("      error: " + node.error);
    }

    /** Last, since the reasons may have scrolled away. */
    private void sayWhatIsLacking(final Graph graph) {
        final var failed = graph.inOrder().stream().filter(GraphNode::failed).map(node -> node.entry.label()).toList();
        if (!failed.isEmpty()) {
            final long waiting = graph.inOrder().stream().filter(node -> node.state == State.NOT_EXECUTED).count();
            console.say("");
            console.say("error: failed: " + String.join(", ", failed)
                + (waiting == 0 ? "." : "; not executed therefore: " + waiting + (waiting == 1 ? " node." : " nodes.")));
        }
    }

    private void showSmallTables(final Graph graph) {
        for (final var node : graph.inOrder()) {
            for (int i = 0; node.outputs != null && i < node.outputs.length; i++) {
                if (node.outputs[i] instanceof BufferedDataTable table && table.size() <= SMALL_TABLE
                    && !graph.isUsed(node, i)) {
                    console.say("");
                    console.say(node.entry.label() + ", " + node.outputName(i) + ":");
                    TableText.lines(table).forEach(console::say);
                }
            }
        }
    }
}
