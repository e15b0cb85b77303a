package org.elbow.knime;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import org.elbow.data.DataException;
import org.elbow.nn.Progress;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;

/**
 * What a node does when it is executed. {@link #run} is the one place where the failures of the layers below become what
 * KNIME shows to its user: a message, never a stack trace.
 */
@FunctionalInterface
public interface NodeTask {

    /**
     * Does the work.
     *
     * @param progress of the whole node; hears about cancellation
     * @throws Exception anything; see {@link #run} for what becomes of it
     */
    void execute(Progress progress) throws Exception;

    /**
     * Runs a task as a node's execution.
     *
     * @param exec of the node
     * @param task to be run, once
     * @throws CanceledExecutionException if the user cancelled
     * @throws KNIMEException if the task failed; its message is meant for the user
     */
    static void run(final ExecutionContext exec, final NodeTask task) throws CanceledExecutionException, KNIMEException {
        run(new NodeProgress(exec), task);
    }

    /**
     * The same where there is no execution context.
     *
     * @param progress handed to the task
     */
    static void run(final Progress progress, final NodeTask task) throws CanceledExecutionException, KNIMEException {
        try {
            task.execute(progress);
        } catch (final CanceledExecutionException | KNIMEException e) {
            throw e;
        } catch (final CancellationException e) {
            final CanceledExecutionException canceled = new CanceledExecutionException(e.getMessage());
            canceled.initCause(e);
            throw canceled;
        } catch (final CompletionException e) { // how the columnar backend passes on that the user has cancelled
            if (e.getCause() instanceof CanceledExecutionException canceled) {
                throw canceled;
            }
            throw failure("The node failed in a way that was not foreseen: " + e, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            final CanceledExecutionException canceled = new CanceledExecutionException("The node was interrupted.");
            canceled.initCause(e);
            throw canceled;
        } catch (final DataException | IllegalArgumentException | InvalidSettingsException e) {
            throw failure(e.getMessage(), e);
        } catch (final IOException e) {
            throw failure("A file could not be read or written: " + e.getMessage(), e);
        } catch (final OutOfMemoryError e) {
            throw failure("There is not enough memory for this. Use fewer rows or columns, a smaller network or batch, or "
                + "give KNIME more memory (-Xmx in knime.ini).", e);
        } catch (final LinkageError e) {
            throw failure("The native libraries could not be loaded (" + e.getMessage() + "). Check that the extension "
                + "was installed for this operating system and processor, then restart KNIME.", e);
        } catch (final Exception e) {
            throw failure("The node failed in a way that was not foreseen: " + e, e);
        }
    }

    private static KNIMEException failure(final String message, final Throwable cause) {
        return KNIMEException.of(Message.fromSummary(message), cause);
    }

    /**
     * Builds something from settings, with failures turned into what a dialog or {@code configure} shows.
     *
     * @param <T> what is built
     * @param options usually a validated options record
     * @return what the supplier returned
     * @throws InvalidSettingsException with the message of an {@link IllegalArgumentException} or {@link DataException}
     */
    static <T> T checked(final java.util.function.Supplier<T> options) throws InvalidSettingsException {
        try {
            return options.get();
        } catch (final IllegalArgumentException | DataException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
