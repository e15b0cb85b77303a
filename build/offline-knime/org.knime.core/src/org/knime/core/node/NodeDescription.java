package org.knime.core.node;

import java.util.List;
import java.util.Optional;

import org.knime.core.util.Version;
import org.w3c.dom.Element;

/** What users read about a node. */
public abstract class NodeDescription {

    private boolean deprecated;

    public NodeDescription() {
    }

    public abstract String getIconPath();

    public abstract String getInportDescription(int index);

    public abstract String getInportName(int index);

    public abstract String getInteractiveViewName();

    public abstract String getNodeName();

    public abstract String getOutportDescription(int index);

    public abstract String getOutportName(int index);

    public abstract NodeFactory.NodeType getType();

    public abstract int getViewCount();

    public abstract String getViewDescription(int index);

    public abstract String getViewName(int index);

    /** The whole description as an XML document's root. */
    public abstract Element getXMLDescription();

    public Optional<String> getInteractiveViewDescription() {
        return Optional.empty();
    }

    public Optional<String> getIntro() {
        return Optional.empty();
    }

    public Optional<String> getShortDescription() {
        return Optional.empty();
    }

    public List<DialogOptionGroup> getDialogOptionGroups() {
        return List.of();
    }

    public List<DescriptionLink> getLinks() {
        return List.of();
    }

    public String[] getKeywords() {
        return new String[0];
    }

    /** The version in which the node appeared. */
    public Optional<Version> getSinceVersion() {
        return Optional.empty();
    }

    protected void setIsDeprecated(final boolean value) {
        deprecated = value;
    }

    public boolean isDeprecated() {
        return deprecated;
    }

    /** A link below the description. */
    public static final class DescriptionLink {

        private final String target;

        private final String text;

        public DescriptionLink(final String target, final String text) {
            this.target = target;
            this.text = text;
        }

        public String getTarget() {
            return target;
        }

        public String getText() {
            return text;
        }
    }

    /** A setting in the dialog. */
    public static final class DialogOption {

        private final String name;

        private final String description;

        private final boolean optional;

        public DialogOption(final String name, final String description, final boolean optional) {
            this.name = name;
            this.description = description;
            this.optional = optional;
        }

        public String getName() {
            return name;
        }

        public String getDescription() {
            return description;
        }

        public boolean isOptional() {
            return optional;
        }
    }

    /** Settings in the dialog that belong together. */
    public static final class DialogOptionGroup {

        private final String name;

        private final String description;

        private final List<DialogOption> options;

        public DialogOptionGroup(final String name, final String description, final List<DialogOption> options) {
            this.name = name;
            this.description = description;
            this.options = List.copyOf(options);
        }

        public Optional<String> getName() {
            return Optional.ofNullable(name);
        }

        public Optional<String> getDescription() {
            return Optional.ofNullable(description);
        }

        public List<DialogOption> getOptions() {
            return options;
        }
    }
}
