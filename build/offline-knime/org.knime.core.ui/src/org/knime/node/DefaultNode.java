package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;

/** Everything that makes a node, put together step by step: {@code DefaultNode.create().name(…).icon(…)…}. */
public final class DefaultNode implements FluentNodeAPI {

    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final String sinceVersion;
    final NodePorts ports;
    final DefaultModel model;
    final List<String> keywords = new ArrayList<>();
    final List<String[]> externalResources = new ArrayList<>();
    private NodeType type;
    private DefaultView view;

    private DefaultNode(final String name, final String icon, final String shortDescription,
        final String fullDescription, final String sinceVersion, final NodePorts ports, final DefaultModel model) {
        this.name = Objects.requireNonNull(name, "A node needs a name.");
        this.icon = Objects.requireNonNull(icon, "A node needs an icon.");
        this.shortDescription = Objects.requireNonNull(shortDescription, "A node needs a short description.");
        this.fullDescription = Objects.requireNonNull(fullDescription, "A node needs a full description.");
        this.sinceVersion = sinceVersion;
        this.ports = ports;
        this.model = Objects.requireNonNull(model, "A node needs a model.");
    }

    /** @return the first step of making a node */
    public static RequireName create() {
        return name -> icon -> shortDescription -> fullDescription -> (major, minor, revision) -> new RequirePorts() {

            @Override
            public RequireModel ports(final Consumer<PortsAdder> adder) {
                final var ports = new NodePorts();
                adder.accept(ports);
                return model -> new DefaultNode(name, icon, shortDescription, fullDescription,
                    major + "." + minor + "." + revision, ports, model.apply(DefaultModel.create()));
            }
        };
    }

    /**
     * Adds a view.
     *
     * @param newView makes it
     * @return this
     */
    public DefaultNode addView(final Function<RequireViewParameters, DefaultView> newView) {
        if (view != null) {
            throw new UnsupportedOperationException("A node can have one view only.");
        }
        view = newView.apply(DefaultView.create());
        return this;
    }

    /**
     * Sets the type, which gives the node its colour.
     *
     * @param nodeType the type
     * @return this
     */
    public DefaultNode nodeType(final NodeType nodeType) {
        if (type != null) {
            throw new IllegalStateException("The node has the type " + type + " already; it can have one only.");
        }
        type = nodeType;
        return this;
    }

    /**
     * Sets words by which users find the node.
     *
     * @param words none of them {@code null}
     * @return this
     */
    public DefaultNode keywords(final String... words) {
        if (!keywords.isEmpty()) {
            throw new IllegalStateException("The node has keywords already; they can be set once only.");
        }
        keywords.addAll(List.of(words));
        return this;
    }

    /**
     * Adds a link to the description.
     *
     * @param href where it leads
     * @param description what is there
     * @return this
     */
    public DefaultNode addExternalResource(final String href, final String description) {
        externalResources.add(new String[]{Objects.requireNonNull(href), Objects.requireNonNull(description)});
        return this;
    }

    Optional<DefaultView> view() {
        return Optional.ofNullable(view);
    }

    /** What KNIME takes for a node that does not say. */
    NodeType type() {
        return type == null ? NodeType.Other : type;
    }

    /** What the node is called. */
    public interface RequireName {

        /**
         * @param name the name
         * @return the next step
         */
        RequireIcon name(String name);
    }

    /** What the node looks like. */
    public interface RequireIcon {

        /**
         * @param icon path of a PNG file, relative to the factory class
         * @return the next step
         */
        RequireShortDescription icon(String icon);
    }

    /** What the node does, in a sentence. */
    public interface RequireShortDescription {

        /**
         * @param shortDescription a sentence
         * @return the next step
         */
        RequireFullDescription shortDescription(String shortDescription);
    }

    /** What the node does, in full. */
    public interface RequireFullDescription {

        /**
         * @param fullDescription the text, which may hold simple HTML
         * @return the next step
         */
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** Since when there is the node. */
    public interface RequireSinceVersion {

        /**
         * @param major the first number
         * @param minor the second number
         * @param revision the third number
         * @return the next step
         */
        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** How the node works. */
    public interface RequireModel {

        /**
         * @param model makes the model
         * @return the node
         */
        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }
}
