package org.knime.core.node;

/** A view of a node. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    /** What a view shows. */
    public interface ViewableModel {
    }

    private final T viewableModel;

    protected AbstractNodeView(final T viewableModel) {
        this.viewableModel = viewableModel;
    }

    protected final T getViewableModel() {
        return viewableModel;
    }

    protected abstract void modelChanged();

    protected abstract void callOpenView(String title);

    protected abstract void callCloseView();
}
