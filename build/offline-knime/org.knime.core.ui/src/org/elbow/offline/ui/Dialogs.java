package org.elbow.offline.ui;

import java.util.ArrayList;
import java.util.List;

import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;

/** Looks at dialogs without showing them. */
public final class Dialogs {

    private Dialogs() {
    }

    /**
     * @param parameters a class of parameters
     * @return the controls of its dialog, those of groups and of the elements of lists included
     */
    public static List<Widget> widgets(final Class<?> parameters) {
        final List<Widget> widgets = new ArrayList<>();
        for (final var field : ParameterField.of(parameters)) {
            final var widget = field.field().getAnnotation(Widget.class);
            if (widget != null) {
                widgets.add(widget);
            }
            if (isGroup(field.type())) {
                widgets.addAll(widgets(field.type()));
            } else if (isGroup(field.elementType())) {
                widgets.addAll(widgets(field.elementType()));
            }
        }
        return widgets;
    }

    static boolean isGroup(final Class<?> type) {
        return type != null && !type.isEnum() && WidgetGroup.class.isAssignableFrom(type);
    }
}
