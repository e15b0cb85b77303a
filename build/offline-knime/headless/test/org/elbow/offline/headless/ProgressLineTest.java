package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/** The bar that shows how far a run has come. */
class ProgressLineTest {

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private ProgressLine line(final boolean terminal) {
        final var line = new ProgressLine(new PrintStream(console, true, StandardCharsets.UTF_8), terminal);
        line.start();
        return line;
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onATerminalOneLineIsWrittenAnew() {
        final var line = line(true);
        line.show("Learner (#2)", 0.5, "epoch 3\nof 6");
        assertEquals("\r[############............]  50%  Learner (#2): epoch 3 of 6", said().stripTrailing());
        line.say("done");
        assertTrue(said().endsWith("\rdone" + System.lineSeparator()), said());
    }

    @Test
    void aLongLineIsCutToTheWidthOfTheTerminal() {
        line(true).show("Learner (#2)", 2, "x".repeat(200));
        assertEquals(101, said().length());
    }

    @Test
    void elsewhereNothingIsWrittenForShortWork() {
        final var line = line(false);
        line.show("Learner (#2)", 0.5, null);
        assertEquals("", said());
    }
}
