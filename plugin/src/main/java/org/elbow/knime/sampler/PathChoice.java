package org.elbow.knime.sampler;

import org.elbow.explore.InterpolationOptions.Path;
import org.knime.node.parameters.widget.choices.Label;

/** The way from code to code. */
enum PathChoice {

    /** Straight. */
    @Label(value = "Linear", description = "The straight line.")
    LINEAR(Path.LINEAR),

    /** Along a great circle. */
    @Label(value = "Spherical", description = "Along the great circle (slerp), with the distance from the origin changing "
        + "evenly. With many dimensions, typical codes lie near a sphere that straight lines leave.")
    SPHERICAL(Path.SPHERICAL);

    private final Path path;

    PathChoice(final Path path) {
        this.path = path;
    }

    /** The engine's choice. */
    Path path() {
        return path;
    }
}
