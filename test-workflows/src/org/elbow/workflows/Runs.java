package org.elbow.workflows;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;

import org.elbow.offline.headless.HeadlessRunner;
import org.elbow.offline.headless.RunOptions;
import org.elbow.offline.headless.RunResult;
import org.elbow.vae.VaeModel;
import org.knime.core.node.NodeModel;

/** Runs the workflow folders of this bundle. */
final class Runs {

    static final Path WORKFLOWS = Path.of("workflows");

    static final ClassLoader PLUGIN = VaeModel.class.getClassLoader();

    private static final Map<String, Flow> TEST_FLOWS = new HashMap<>();

    private Runs() {
    }

    /**
     * A test flow that was run.
     *
     * @param result how it ended
     * @param console what it said
     */
    record Flow(RunResult result, String console) {
    }

    /** A test flow, run once for all tests that look at it. */
    static synchronized Flow testFlow(final String name) throws Exception {
        if (!TEST_FLOWS.containsKey(name)) {
            final ByteArrayOutputStream console = new ByteArrayOutputStream();
            final RunResult result = asInKnime(options("test-flows/" + name, console));
            TEST_FLOWS.put(name, new Flow(result, console.toString(StandardCharsets.UTF_8)));
        }
        return TEST_FLOWS.get(name);
    }

    /** @param workflow the folder, relative to that of all workflows */
    static RunOptions options(final String workflow, final OutputStream console) {
        return RunOptions.of(WORKFLOWS.resolve(workflow), PLUGIN, new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    /** Runs on a thread whose class loader knows nothing of the plug-in, as KNIME's workers. */
    static RunResult asInKnime(final RunOptions options) throws Exception {
        final FutureTask<RunResult> task = new FutureTask<>(() -> HeadlessRunner.run(options));
        final Thread worker = new Thread(task, "KNIME worker");
        worker.setContextClassLoader(NodeModel.class.getClassLoader());
        worker.start();
        return task.get();
    }
}
