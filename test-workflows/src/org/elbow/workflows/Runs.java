package org.elbow.workflows;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    private Runs() {
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
