package org.elbow.knime.port;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.vae.LayerSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;

/** A trained model in words, for port views and tool tips. */
public final class ModelSummary {

    private static final int SHOWN_COLUMNS = 200;

    private static final int SHOWN_CATEGORIES = 20;

    private ModelSummary() {
    }

    /**
     * @param model to be described
     * @return one line
     */
    public static String line(final VaeModel model) {
        return "VAE " + model.architecture().sizes() + ", " + model.likelihood().describe() + ", trained on "
            + String.format(Locale.ROOT, "%,d", model.record().rows()) + " rows, loss "
            + nats(model.record().loss());
    }

    /**
     * @param model to be described
     * @return an HTML document without scripts, styles kept to what Swing understands
     */
    public static String html(final VaeModel model) {
        final TrainingRecord record = model.record();
        final TrainingOptions options = record.options();
        final StringBuilder html = new StringBuilder("<html><body style='font-family: sans-serif; margin: 8px'>");
        html.append("<h2>Variational auto-encoder</h2><table cellpadding='3'>");
        row(html, "Networks", model.architecture().sizes());
        row(html, "Activation", activations(model.architecture().encoder()));
        row(html, "Code", model.architecture().latent() + " dimensions");
        row(html, "Weights", String.format(Locale.ROOT, "%,d", model.parameters().length));
        row(html, "Likelihood", model.likelihood().describe());
        row(html, "Objective", record.objective());
        dynamics(html, model.learned());
        row(html, "Training rows", String.format(Locale.ROOT, "%,d", record.rows()));
        row(html, "Training", record.epochs() + " epochs, " + String.format(Locale.ROOT, "%,d", record.steps())
            + " steps of " + options.batchSize() + " rows, learning rate " + number(options.learningRate())
            + ", seed " + options.seed());
        row(html, "Weights kept from", "epoch " + record.bestEpoch());
        row(html, options.validationShare() > 0 ? "Validation loss" : "Training loss", nats(record.loss()));
        row(html, "Ended because", record.stopReason());
        row(html, "Checkpoints", model.checkpoints().isEmpty() ? "none" : model.checkpoints().stream()
            .map(checkpoint -> "step " + checkpoint.step()).collect(Collectors.joining(", ")));
        html.append("</table><h3>Columns</h3><table cellpadding='3'>");
        final List<ColumnEncoding> columns = model.encoding().columns();
        columns.stream().limit(SHOWN_COLUMNS).forEach(column -> row(html, column.column(), describe(column)));
        if (columns.size() > SHOWN_COLUMNS) {
            row(html, "…", (columns.size() - SHOWN_COLUMNS) + " further columns");
        }
        return html.append("</table></body></html>").toString();
    }

    private static void dynamics(final StringBuilder html, final Map<String, float[]> learned) {
        if (learned.containsKey(HamiltonianBound.STEP_SIZES)) {
            row(html, "Learned step sizes", range(learned.get(HamiltonianBound.STEP_SIZES)));
        }
        if (learned.containsKey(HamiltonianBound.SQRT_BETA0)) {
            row(html, "Learned √β₀", number(learned.get(HamiltonianBound.SQRT_BETA0)[0]));
        }
        if (learned.containsKey(HamiltonianBound.ALPHAS)) {
            row(html, "Cooling of the momentum α", range(learned.get(HamiltonianBound.ALPHAS)));
        }
    }

    private static String range(final float[] values) {
        final DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
        for (final float value : values) {
            statistics.accept(value);
        }
        return statistics.getMin() == statistics.getMax() ? number(statistics.getMin())
            : "mean " + number(statistics.getAverage()) + ", from " + number(statistics.getMin()) + " to "
                + number(statistics.getMax());
    }

    private static String activations(final List<LayerSpec> layers) {
        return layers.isEmpty() ? "none (no hidden layer)" : layers.stream()
            .filter(layer -> !(layer instanceof LayerSpec.ReshapeSpec)).map(layer -> layer.activation().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .distinct().collect(Collectors.joining(", "));
    }

    private static String describe(final ColumnEncoding column) {
        if (column instanceof ImageEncoding image) {
            return "image, " + image.imageWidth() + " × " + image.imageHeight() + " pixels, "
                + (image.channels() == 1 ? "grey" : "colour");
        }
        if (column instanceof VectorEncoding vector) {
            return "vector of length " + vector.length() + ", "
                + scaling(vector.scaling(), vector.offset(), vector.scale());
        }
        if (column instanceof NominalEncoding nominal) {
            return "nominal, " + nominal.categories().size() + " values: "
                + nominal.categories().stream().limit(SHOWN_CATEGORIES).collect(Collectors.joining(", "))
                + (nominal.categories().size() > SHOWN_CATEGORIES ? ", …" : "")
                + (nominal.imputes() ? "; missing values replaced by " + nominal.imputedCategory() : "");
        }
        final NumericEncoding numeric = (NumericEncoding)column;
        return "number, " + scaling(numeric.scaling(), numeric.offset(), numeric.scale())
            + (numeric.imputes() ? ", missing values replaced by " + number(numeric.imputedValue()) : "");
    }

    private static String scaling(final Scaling scaling, final double offset, final double scale) {
        return switch (scaling) {
            case NONE -> "not scaled";
            case STANDARDIZE -> "standardised: mean " + number(offset) + ", deviation " + number(scale);
            case MIN_MAX -> "from " + number(offset) + " … " + number(offset + scale) + " to 0 … 1";
        };
    }

    private static void row(final StringBuilder html, final String name, final String value) {
        html.append("<tr><td valign='top'><b>").append(escape(name)).append("</b></td><td>").append(escape(value))
            .append("</td></tr>");
    }

    private static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String nats(final double value) {
        return String.format(Locale.ROOT, "%.2f nats per row", value);
    }

    private static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long)value)
            : String.format(Locale.ROOT, "%.4g", value);
    }
}
