package org.elbow.benchmarks;

import org.elbow.nn.Progress;

/** Takes the time whenever a trainer reports a step. What happens between two epochs is in no step's duration. */
final class StepClock implements Progress {

    private final long[] durations;

    private int steps;

    private long last = System.nanoTime();

    /** @param steps how many steps there will be */
    StepClock(final int steps) {
        durations = new long[steps];
    }

    @Override
    public void update(final double fraction, final String message) {
        final long now = System.nanoTime();
        if (message == null) { // only what is not a step, such as an epoch's end, comes with a message
            durations[steps++] = now - last;
        }
        last = now;
    }

    /** @return the durations of all steps but the first {@code uncounted} */
    Durations durations(final int uncounted) {
        if (steps != durations.length) {
            throw new IllegalStateException("The trainer reported " + steps + " steps in place of " + durations.length + ".");
        }
        return Durations.of(durations, uncounted);
    }
}
