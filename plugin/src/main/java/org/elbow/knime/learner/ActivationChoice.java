package org.elbow.knime.learner;

import org.elbow.nn.Activation;
import org.knime.node.parameters.widget.choices.Label;

/** What is applied to the outputs of hidden layers. */
enum ActivationChoice {

    /** max(x, 0). */
    @Label(value = "ReLU", description = "max(x, 0): fast, the usual choice.")
    RELU(Activation.RELU),

    /** x or 0.2 x. */
    @Label(value = "Leaky ReLU", description = "x above 0, 0.2 x below.")
    LEAKY_RELU(Activation.LEAKY_RELU),

    /** x or exp x − 1. */
    @Label(value = "ELU", description = "x above 0, exp(x) − 1 below: smooth.")
    ELU(Activation.ELU),

    /** log(1 + exp x). */
    @Label(value = "Softplus", description = "log(1 + exp(x)): smooth everywhere.")
    SOFTPLUS(Activation.SOFTPLUS),

    /** tanh x. */
    @Label(value = "Tanh", description = "Hyperbolic tangent: smooth and bounded.")
    TANH(Activation.TANH);

    private final Activation activation;

    ActivationChoice(final Activation activation) {
        this.activation = activation;
    }

    Activation activation() {
        return activation;
    }
}
