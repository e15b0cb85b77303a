package org.elbow.benchmarks;

/** Something to measure. */
@FunctionalInterface
interface Work {

    /** Does the work again and again, and tells the stopwatch after each time, until that has seen enough. */
    void repeat(Stopwatch stopwatch);
}
