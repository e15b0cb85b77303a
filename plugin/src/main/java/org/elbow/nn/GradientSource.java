package org.elbow.nn;

/**
 * A backward pass, as a source of gradients: for each layer, pairs of its input and the adjoint of its sums. The gradient of
 * the layer's parameters is the sum of the pairs' products. An ordinary pass has one pair; a pass that carries tangents has
 * a second one for these, to which biases do not contribute.
 */
public interface GradientSource {

    /** @return the network whose parameters the gradient is of */
    Network network();

    /** @return how many pairs each layer has */
    int pairs();

    /** @return a layer's input, [batch · rowsPerExample, its inputSize] */
    FloatBlock layerInput(int layer, int pair);

    /** @return the adjoint of a layer's sums, [batch · rowsPerExample, its outputSize] */
    FloatBlock delta(int layer, int pair);

    /** @return rows of this pair's blocks for each row of the batch */
    int rowsPerExample(int pair);

    /** @return whether biases contribute to this pair */
    boolean hasBias(int pair);
}
