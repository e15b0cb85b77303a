package org.elbow.offline.headless;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far the run has come: on a terminal one line that is written anew, elsewhere a line now and then. */
final class ProgressLine {

    private static final int BAR = 24;
    private static final int WIDTH = 100;
    private static final long TERMINAL_PAUSE = 100_000_000L;
    private static final long LOG_PAUSE = 10_000_000_000L;

    private final PrintStream console;
    private final boolean terminal;
    private boolean shown;
    private long next;

    ProgressLine(final PrintStream console, final boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    /** Starts a piece of work, whose first line is due after a pause. */
    synchronized void start() {
        next = System.nanoTime() + (terminal ? 0 : LOG_PAUSE);
    }

    /**
     * @param label what is being worked on
     * @param fraction the share that is done, in [0, 1]
     * @param message what is being done, may be {@code null}
     */
    synchronized void show(final String label, final double fraction, final String message) {
        final long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + (terminal ? TERMINAL_PAUSE : LOG_PAUSE);
        final int done = (int)Math.round(BAR * Math.max(0, Math.min(1, fraction)));
        final var text = String.format(Locale.ROOT, "[%s%s] %3.0f%%  %s%s", "#".repeat(done), ".".repeat(BAR - done),
            100 * fraction, label, message == null || message.isBlank() ? "" : ": " + WorkflowException.oneLine(message));
        if (terminal) {
            final var cut = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
            console.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
            console.flush();
            shown = true;
        } else {
            console.println(text);
        }
    }

    /** Says something on a line of its own. */
    synchronized void say(final String line) {
        clear();
        console.println(line);
    }

    private void clear() {
        if (shown) {
            console.print("\r" + " ".repeat(WIDTH) + "\r");
            shown = false;
        }
    }
}
