package org.knime.core.node.port;

import java.io.IOException;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** How the class of an object stands in its file. */
final class PortContent {

    static final String MODEL = "model";

    private static final String VERSION = "version";

    private static final String CLASS_NAME = "class_name";

    private PortContent() {
    }

    static void describe(final Class<?> type, final ModelContentWO content) {
        content.addInt(VERSION, 1);
        content.addString(CLASS_NAME, type.getName());
    }

    static String className(final ModelContentRO content) throws IOException {
        try {
            return content.getString(CLASS_NAME);
        } catch (InvalidSettingsException e) {
            throw new IOException("The file does not say of which class its content is.", e);
        }
    }

    static <S, T extends S> T instance(final Optional<? extends Class<? extends S>> type, final String name,
        final Class<T> superType) throws IOException {
        final var found = type.orElseThrow(
            () -> new IOException("Class \"" + name + "\" is not registered as that of a port's content."));
        if (!superType.isAssignableFrom(found)) {
            throw new IOException("Class \"" + name + "\" is not of type " + superType.getSimpleName());
        }
        try {
            return found.asSubclass(superType).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("Class \"" + name + "\" needs to be public, with a public constructor without arguments.",
                e);
        }
    }
}
