package org.knime.node.parameters.updates;

import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;

/**
 * Computes a part of the dialog's state: choices, a value, a message.
 *
 * @param <S> the type of the state
 */
public interface StateProvider<S> {

    /**
     * Declares what triggers the computation, and what it reads.
     *
     * @param initializer takes the declarations
     */
    void init(StateProviderInitializer initializer);

    /**
     * Computes the state.
     *
     * @param parametersInput what is known of the node's surroundings
     * @return the state
     */
    S computeState(NodeParametersInput parametersInput);

    /** Takes what a provider declares: its triggers, and what it reads. */
    interface StateProviderInitializer {

        /** @return what is known of the node's surroundings */
        NodeParametersInput getNodeParametersInput();

        /**
         * Reads a parameter, and computes anew whenever it changes.
         *
         * @param <T> the type of the parameter
         * @param ref its name
         * @return gives its value during the computation
         */
        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> ref);

        /**
         * Reads a parameter.
         *
         * @param <T> the type of the parameter
         * @param ref its name
         * @return gives its value during the computation
         */
        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> ref);

        /**
         * Computes anew whenever a parameter changes.
         *
         * @param <T> the type of the parameter
         * @param id its name
         */
        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> id);

        /**
         * Reads another provider's state, and computes anew whenever it changes.
         *
         * @param <T> the type of its state
         * @param stateProviderClass the other provider
         * @return gives its state during the computation
         */
        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> stateProviderClass);

        /**
         * Computes when a button is pressed.
         *
         * @param ref the button's name
         */
        void computeOnButtonClick(Class<? extends ButtonReference> ref);

        /** Computes before the dialog opens, so that it opens with the state. */
        void computeBeforeOpenDialog();

        /** Computes after the dialog opened, so that a slow computation does not hold it up. */
        void computeAfterOpenDialog();
    }
}
