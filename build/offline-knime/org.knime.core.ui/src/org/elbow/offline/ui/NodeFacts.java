package org.elbow.offline.ui;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/**
 * What a node says of itself.
 *
 * @param name its name
 * @param icon path of its icon, relative to the factory class
 * @param type its type, which gives it its colour
 * @param shortDescription what it does, in a sentence
 * @param fullDescription what it does, in full
 * @param sinceVersion since when there is the node, three numbers
 * @param keywords words by which it is found
 * @param links further reading
 * @param inputs the input ports
 * @param outputs the output ports
 * @param parametersClass the class of its parameters
 * @param viewDescription its view in words, empty if it has no view
 * @param viewParametersClass the class of the view's parameters
 */
public record NodeFacts(String name, String icon, NodeType type, String shortDescription, String fullDescription,
    String sinceVersion, List<String> keywords, List<Link> links, List<Port> inputs, List<Port> outputs,
    Optional<Class<? extends NodeParameters>> parametersClass, Optional<String> viewDescription,
    Optional<Class<? extends NodeParameters>> viewParametersClass) {

    /**
     * Further reading.
     *
     * @param href where it is
     * @param description what it is
     */
    public record Link(String href, String description) {
    }

    /**
     * A port.
     *
     * @param name its name
     * @param description what is expected there or comes out there
     * @param type its type
     */
    public record Port(String name, String description, PortType type) {
    }
}
