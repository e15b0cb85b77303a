package org.knime.node;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import org.elbow.offline.ui.Json;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService.Serializer;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** A view of a node: a page, and the data that it shows. */
public final class DefaultView implements FluentNodeAPI {

    final String description;
    final Page page;
    private final Class<? extends NodeParameters> parametersClass;
    private DefaultInitialData<?> initialData;

    private DefaultView(final Class<? extends NodeParameters> parametersClass, final String description,
        final Page page) {
        this.parametersClass = parametersClass;
        this.description = description;
        this.page = page;
    }

    static RequireViewParameters create() {
        return parametersClass -> description -> page -> new DefaultView(parametersClass, description,
            page.apply(Page.create()));
    }

    /**
     * Sets what the page shows when it opens.
     *
     * @param <D> the type of the data
     * @param newInitialData makes it
     * @return this
     */
    public <D> DefaultView initialData(final Function<RequireInitialData, DefaultInitialData<D>> newInitialData) {
        initialData = newInitialData.apply(new RequireInitialData() {

            @Override
            public <E> DefaultInitialData<E> data(final Function<ViewInput, E> data) {
                return new DefaultInitialData<>(data);
            }
        });
        return this;
    }

    Optional<Class<? extends NodeParameters>> parametersClass() {
        return Optional.ofNullable(parametersClass);
    }

    Optional<DefaultInitialData<?>> initialData() {
        return Optional.ofNullable(initialData);
    }

    /** Which parameters the view has. */
    public interface RequireViewParameters {

        /**
         * @param parametersClass the class of the parameters
         * @return the next step
         */
        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        /** @return the next step, for a view without parameters */
        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** What the view shows, in words. */
    public interface RequireDescription {

        /**
         * @param description the text
         * @return the next step
         */
        RequirePage description(String description);
    }

    /** The page. */
    public interface RequirePage {

        /**
         * @param page makes it
         * @return the view
         */
        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    /** The data. */
    public interface RequireInitialData {

        /**
         * @param <D> the type of the data
         * @param data makes it
         * @return the data
         */
        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /**
     * What a page shows when it opens.
     *
     * @param <D> the type of the data
     */
    public static final class DefaultInitialData<D> implements FluentNodeAPI {

        private final Function<ViewInput, D> data;
        private Serializer<D> serializer;

        DefaultInitialData(final Function<ViewInput, D> data) {
            this.data = data;
        }

        /**
         * Sets how the data is written as text; without it, as JSON.
         *
         * @param newSerializer writes it
         * @return this
         */
        public DefaultInitialData<D> serializer(final Serializer<D> newSerializer) {
            if (serializer != null) {
                throw new IllegalStateException("There is a serializer already; it can be set once only.");
            }
            serializer = newSerializer;
            return this;
        }

        String text(final ViewInput input) throws IOException {
            final var value = data.apply(input);
            if (serializer != null) {
                return serializer.serialize(value);
            }
            return value instanceof String text ? text : Json.write(value);
        }
    }

    /** What a view can look at. */
    public interface ViewInput {

        /**
         * @param <S> their class
         * @return the parameters of the view
         */
        <S extends NodeParameters> S getParameters();

        /** @return what the node's execution left for the view, all of which must be tables */
        default BufferedDataTable[] getInternalTables() {
            return Arrays.stream(getInternalPortObjects()).map(BufferedDataTable.class::cast)
                .toArray(BufferedDataTable[]::new);
        }

        /** @return what the node's execution left for the view; {@code null} if nothing */
        PortObject[] getInternalPortObjects();
    }
}
