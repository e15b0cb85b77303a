package org.knime.core.webui.data;

import java.io.IOException;

/**
 * What a view shows when it opens.
 *
 * @param <D> the type of the data
 */
public final class InitialDataService<D> {

    private InitialDataService() {
    }

    /**
     * Writes the data as text, usually JSON.
     *
     * @param <D> the type of the data
     */
    @FunctionalInterface
    public interface Serializer<D> {

        /**
         * @param obj the data
         * @return the text
         * @throws IOException if it cannot be written
         */
        String serialize(D obj) throws IOException;
    }
}
