package org.elbow.knime.learner;

import org.elbow.hamiltonian.Tempering;
import org.knime.node.parameters.widget.choices.Label;

/** How the momentum is cooled along the trajectory. */
enum TemperingChoice {

    /** Not at all. */
    @Label(value = "None", description = "The momentum is not cooled.")
    NONE(Tempering.NONE),

    /** By one learned number. */
    @Label(value = "Quadratic", description = "The temperature falls along the trajectory by a quadratic scheme; where it starts "
        + "is learned.")
    QUADRATIC(Tempering.QUADRATIC),

    /** By a learned number for each step. */
    @Label(value = "Free", description = "The cooling of each leapfrog step is learned by itself.")
    FREE(Tempering.FREE);

    private final Tempering tempering;

    TemperingChoice(final Tempering tempering) {
        this.tempering = tempering;
    }

    Tempering tempering() {
        return tempering;
    }
}
