package org.knime.core.node;

/** A view in a window of its own; nothing is ever shown here. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> {

    protected NodeView(final T model) {
        super(model);
    }

    protected T getNodeModel() {
        return getViewableModel();
    }

    protected abstract void onOpen();

    protected abstract void onClose();

    @Override
    protected void callOpenView(final String title) {
        throw new UnsupportedOperationException("Windows are opened in KNIME only.");
    }

    @Override
    public final void callCloseView() {
        onClose();
    }
}
