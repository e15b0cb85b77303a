package org.elbow.knime.learner;

import org.elbow.vae.OptimiserOptions;
import org.knime.node.parameters.widget.choices.Label;

/** What takes the steps of training. */
enum OptimiserChoice {

    /** Adam. */
    @Label(value = "Adam", description = "Adapts the step size of each weight; the usual choice.")
    ADAM(OptimiserOptions.Kind.ADAM),

    /** Adamax. */
    @Label(value = "Adamax", description = "A variant of Adam that is calmer where gradients are sometimes very large.")
    ADAMAX(OptimiserOptions.Kind.ADAMAX),

    /** Gradient descent with momentum. */
    @Label(value = "SGD with momentum", description = "Plain stochastic gradient descent with momentum. Needs a learning rate "
        + "that suits the data, often found by trying.")
    MOMENTUM(OptimiserOptions.Kind.MOMENTUM);

    private final OptimiserOptions.Kind kind;

    OptimiserChoice(final OptimiserOptions.Kind kind) {
        this.kind = kind;
    }

    OptimiserOptions.Kind kind() {
        return kind;
    }
}
