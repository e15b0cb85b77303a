package org.knime.core.node;

/** The progress of a part of the work: [0, 1] here is a share of the whole, from where the whole stands. */
final class SubNodeProgressMonitor extends DefaultNodeProgressMonitor {

    private final NodeProgressMonitor whole;

    private final double share;

    private final boolean silent;

    private final boolean cancelable;

    private double reported;

    SubNodeProgressMonitor(final NodeProgressMonitor whole, final double share, final boolean silent,
        final boolean cancelable) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Invalid sub progress size: " + share);
        }
        this.whole = whole;
        this.share = share;
        this.silent = silent;
        this.cancelable = cancelable;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (cancelable) {
            whole.checkCanceled();
        }
    }

    @Override
    public void setExecuteCanceled() {
        throw new IllegalStateException("A part of the work cannot be canceled on its own.");
    }

    @Override
    public void setProgress(final double progress) {
        super.setProgress(progress);
        pass(progress, getMessage());
    }

    @Override
    public void setProgress(final double progress, final String message) {
        super.setProgress(progress, message);
        pass(progress, message);
    }

    @Override
    public void setProgress(final String message) {
        super.setProgress(message);
        pass(Double.NaN, message);
    }

    @Override
    void reportPart(final double progress, final String detail) {
        super.reportPart(progress, detail);
        pass(progress, detail);
    }

    private synchronized void pass(final double progress, final String message) {
        var total = Double.NaN;
        if (progress >= 0 && progress <= 1) {
            final var before = whole.getProgress();
            total = Math.min(1, (before == null ? 0 : before) + (progress - reported) * share);
            reported = progress;
        }
        if (silent) {
            whole.setProgress(total);
        } else if (whole instanceof DefaultNodeProgressMonitor parent) {
            parent.reportPart(total, message);
        } else {
            whole.setProgress(total, message);
        }
    }
}
