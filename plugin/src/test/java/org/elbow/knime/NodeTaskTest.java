package org.elbow.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import org.elbow.data.DataException;
import org.elbow.offline.OfflineExecution;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

class NodeTaskTest {

    private static String message(final NodeTask task) {
        return assertThrows(KNIMEException.class, () -> NodeTask.run(new OfflineExecution().context(), task)).getMessage();
    }

    private static void fail(final Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception)failure;
    }

    @Test
    void messagesForPeopleAreHandedOnAsTheyAre() {
        for (final Exception failure : List.of(new DataException("Row 3 is odd."), new IllegalArgumentException("Row 3 is odd."),
            new InvalidSettingsException("Row 3 is odd."))) {
            assertEquals("Row 3 is odd.", message(progress -> fail(failure)));
        }
        final KNIMEException own = new KNIMEException("mine");
        assertSame(own, assertThrows(KNIMEException.class,
            () -> NodeTask.run(new OfflineExecution().context(), progress -> fail(own))));
    }

    @Test
    void otherFailuresGetWordsAndKeepTheirCause() {
        assertTrue(message(progress -> fail(new IOException("disk full"))).contains("disk full"));
        assertTrue(message(progress -> fail(new OutOfMemoryError("heap"))).contains("-Xmx"));
        assertTrue(message(progress -> fail(new UnsatisfiedLinkError("libopenblas"))).contains("native libraries"));
        final RuntimeException unforeseen = new IllegalStateException("surprise");
        final KNIMEException thrown = assertThrows(KNIMEException.class,
            () -> NodeTask.run(new OfflineExecution().context(), progress -> fail(unforeseen)));
        assertTrue(thrown.getMessage().contains("surprise"));
        assertSame(unforeseen, thrown.getCause());
    }

    @Test
    void cancellationBecomesKnimesOwn() {
        assertThrows(CanceledExecutionException.class, () -> NodeTask.run(new OfflineExecution().context(),
            progress -> fail(new CancellationException("enough"))));
        final OfflineExecution execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class,
            () -> NodeTask.run(execution.context(), progress -> progress.update(0.5, "half")));
    }

    @Test
    void cancellationThatTheColumnarBackendWrapsIsUnwrapped() {
        assertThrows(CanceledExecutionException.class, () -> NodeTask.run(new OfflineExecution().context(),
            progress -> fail(new CompletionException(new CanceledExecutionException("enough")))));
        assertThrows(KNIMEException.class, () -> NodeTask.run(new OfflineExecution().context(),
            progress -> fail(new CompletionException(new IllegalStateException("broken")))));
    }

    @Test
    void interruptionCancelsAndStaysVisible() {
        assertThrows(CanceledExecutionException.class, () -> NodeTask.run(new OfflineExecution().context(),
            progress -> fail(new InterruptedException())));
        assertTrue(Thread.interrupted());
    }

    @Test
    void progressIsShownWithinItsBounds() throws Exception {
        final List<Double> fractions = new ArrayList<>();
        final OfflineExecution execution = new OfflineExecution((fraction, message) -> fractions.add(fraction));
        NodeTask.run(execution.context(), progress -> {
            progress.update(-0.1, "before");
            progress.part(0.5, 1).update(0.5, null);
            progress.update(1.2, "after");
        });
        assertEquals(0, fractions.get(0));
        assertTrue(fractions.contains(0.75), fractions.toString());
        assertEquals(1, fractions.get(fractions.size() - 1));
    }

    @Test
    void wrongOptionsBecomeInvalidSettings() throws InvalidSettingsException {
        assertEquals(3, NodeTask.checked(() -> 3));
        assertEquals("too small", assertThrows(InvalidSettingsException.class, () -> NodeTask.checked(() -> {
            throw new IllegalArgumentException("too small");
        })).getMessage());
    }
}
