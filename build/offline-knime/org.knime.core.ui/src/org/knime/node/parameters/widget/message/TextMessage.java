package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Shows a message in the dialog; on a field of type {@link Void}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {

    /** @return what computes the message, empty for none */
    Class<? extends StateProvider<Optional<Message>>> value();

    /** A message with fixed words, shown or not. */
    interface SimpleTextMessageProvider extends StateProvider<Optional<TextMessage.Message>> {

        /**
         * @param context what is known of the node's surroundings
         * @return whether the message is shown
         */
        boolean showMessage(NodeParametersInput context);

        /** @return the heading */
        String title();

        /** @return the text */
        String description();

        /** @return how grave it is */
        MessageType type();

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        default Optional<Message> computeState(final NodeParametersInput context) {
            return showMessage(context) ? Optional.of(new Message(title(), description(), type())) : Optional.empty();
        }
    }

    /**
     * What users read.
     *
     * @param title the heading
     * @param description the text
     * @param type how grave it is
     */
    record Message(String title, String description, MessageType type) {
    }

    /** How grave a message is. */
    enum MessageType {
            /** For information. */
            INFO,
            /** Something to look at. */
            WARNING,
            /** Something that must change. */
            ERROR,
            /** Something went well. */
            SUCCESS
    }
}
