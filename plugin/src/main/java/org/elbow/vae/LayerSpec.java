package org.elbow.vae;

import java.util.Objects;

import org.elbow.nn.Activation;

/** What one layer of an architecture is. */
public sealed interface LayerSpec permits LayerSpec.DenseSpec {

    /** @return numbers per row that go in */
    int inputSize();

    /** @return numbers per row that come out */
    int outputSize();

    /**
     * A fully connected layer.
     *
     * @param inputSize numbers per row that go in, at least 1
     * @param outputSize numbers per row that come out, at least 1
     * @param activation what is applied to each output
     */
    record DenseSpec(int inputSize, int outputSize, Activation activation) implements LayerSpec {

        /** @throws IllegalArgumentException if a size is less than 1 */
        public DenseSpec {
            Objects.requireNonNull(activation, "activation");
            if (inputSize < 1 || outputSize < 1) {
                throw new IllegalArgumentException("A dense layer needs at least one input and one output, not " + inputSize
                    + " and " + outputSize + ".");
            }
        }
    }
}
