package org.elbow.knime.port;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.elbow.data.ColumnEncoding;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.vae.LearningRateSchedule;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.OptimiserOptions;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;

/** A trained model in words: the one source of tool tips, of the port's view, and of what nodes show of a model. */
public final class ModelSummary {

    static final String ENCODER = "Encoder";

    static final String DECODER = "Decoder";

    static final String COLUMNS = "Columns";

    private static final int SHOWN_COLUMNS = 200;

    private static final int SHOWN_CHECKPOINTS = 20;

    private static final int SHOWN_NAMES = 8;

    private ModelSummary() {
    }

    /**
     * What belongs together.
     *
     * @param title for instance "Training"
     * @param entries what there is to say, in its order
     */
    record Section(String title, List<Entry> entries) {
    }

    /**
     * Something to know of a model.
     *
     * @param name what it is
     * @param value how it is, in words and numbers
     * @param size of a layer, the numbers per row that come out of it; 0 elsewhere
     */
    record Entry(String name, String value, int size) {

        Entry(final String name, final String value) {
            this(name, value, 0);
        }
    }

    /**
     * @param model to be described
     * @return one line
     */
    public static String line(final VaeModel model) {
        return "VAE " + model.architecture().sizes() + ", " + model.likelihood().describe() + (model.record().isKnown()
            ? ", trained on " + count(model.record().rows()) + " rows, loss " + nats(model.record().loss())
            : ", trained elsewhere");
    }

    /**
     * @param model to be described
     * @return an HTML document without scripts, styles kept to what Swing understands
     */
    public static String html(final VaeModel model) {
        final StringBuilder html = new StringBuilder("<html><body style='font-family: sans-serif; margin: 8px'>");
        html.append("<h2>Variational auto-encoder</h2><p>").append(escape(model.architecture().sizes())).append("</p>");
        for (final Section section : sections(model)) {
            html.append("<h3>").append(escape(section.title())).append("</h3><table cellpadding='3'>");
            section.entries().forEach(entry -> html.append("<tr><td valign='top'><b>").append(escape(entry.name()))
                .append("</b></td><td>").append(escape(entry.value())).append("</td></tr>"));
            html.append("</table>");
        }
        return html.append("</body></html>").toString();
    }

    /** All that there is to say, section by section. */
    static List<Section> sections(final VaeModel model) {
        final List<Section> sections = new ArrayList<>();
        sections.add(new Section("Model", overview(model)));
        sections.add(new Section(ENCODER, layers(NetworkLayer.encoder(model.architecture()))));
        sections.add(new Section(DECODER, layers(NetworkLayer.decoder(model.architecture()))));
        sections.add(new Section("Training", training(model)));
        sections.add(new Section(COLUMNS, columns(model.encoding().columns())));
        return sections;
    }

    private static List<Entry> overview(final VaeModel model) {
        final List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("Code", dimensions(model.architecture().latent())));
        entries.add(new Entry("Weights", count(model.parameters().length)));
        likelihood(entries, model);
        entries.add(new Entry("Objective", model.record().objective()));
        final Map<String, float[]> learned = model.learned();
        if (learned.containsKey(HamiltonianBound.STEP_SIZES)) {
            entries.add(new Entry("Learned step sizes", range(learned.get(HamiltonianBound.STEP_SIZES))));
        }
        if (learned.containsKey(HamiltonianBound.SQRT_BETA0)) {
            entries.add(new Entry("Learned √β₀", number(learned.get(HamiltonianBound.SQRT_BETA0)[0])));
        }
        if (learned.containsKey(HamiltonianBound.ALPHAS)) {
            entries.add(new Entry("Cooling of the momentum α", range(learned.get(HamiltonianBound.ALPHAS))));
        }
        return entries;
    }

    /** Each family of distributions with the columns that have it. */
    private static void likelihood(final List<Entry> entries, final VaeModel model) {
        final List<ColumnEncoding> columns = model.encoding().columns();
        final Map<String, List<String>> names = new LinkedHashMap<>();
        final Map<String, Integer> features = new LinkedHashMap<>();
        final List<LikelihoodSpec.Group> groups = model.likelihood().groups();
        int group = 0;
        int end = groups.get(0).features();
        int offset = 0;
        for (final ColumnEncoding column : columns) {
            while (offset >= end && group + 1 < groups.size()) {
                end += groups.get(++group).features();
            }
            final String family = family(groups.get(group));
            names.computeIfAbsent(family, key -> new ArrayList<>()).add(column.column());
            features.merge(family, column.width(), Integer::sum);
            offset += column.width();
        }
        names.forEach((family, of) -> entries.add(new Entry("Likelihood", family + " for "
            + (names.size() == 1 && of.size() > 1 ? "all " + count(of.size()) + " columns: " : "") + some(of) + " ("
            + count(features.get(family)) + (features.get(family) == 1 ? " feature)" : " features)"))));
        if (model.likelihood().parameters() > 0) {
            entries.add(new Entry("Learned variances",
                count(model.likelihood().parameters()) + ", one for each Gaussian feature"));
        }
    }

    private static String family(final LikelihoodSpec.Group group) {
        final String name = group.family() == LikelihoodFamily.CATEGORICAL
            ? group.family().inWords() + " with " + group.classes() + " classes" : group.family().inWords();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static List<Entry> layers(final List<NetworkLayer> layers) {
        return layers.stream().map(layer -> new Entry(layer.name(), layer.describe(), layer.size())).toList();
    }

    private static List<Entry> training(final VaeModel model) {
        final TrainingRecord record = model.record();
        final TrainingOptions options = record.options();
        if (!record.isKnown()) {
            return List.of(new Entry("Course", "not known: " + record.stopReason()));
        }
        final List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("Training rows", count(record.rows()) + model.trainingRows()
            .map(rows -> rows.rows() - record.rows()).filter(kept -> kept > 0)
            .map(kept -> ", and " + count(kept) + " kept out for validation").orElse("")));
        record.earlier().ifPresent(earlier -> entries.add(new Entry("Continued from", earlier.epochs() == 0
            ? "a model that was trained elsewhere" : "a model that had been trained for " + count(earlier.epochs())
                + (earlier.epochs() == 1 ? " epoch, " : " epochs, ") + count(earlier.steps()) + " steps")));
        entries.add(new Entry("Course", record.epochs() + (record.epochs() == 1 ? " epoch" : " epochs")
            + (record.epochs() == options.epochs() ? "" : " of " + options.epochs()) + ", " + count(record.steps())
            + (record.steps() == 1 ? " step of " : " steps of ") + options.batchSize() + " rows"));
        entries.add(new Entry("Ended because", record.stopReason()));
        entries.add(new Entry("Weights kept from", "epoch " + record.bestEpoch()
            + (options.validationShare() > 0 ? ", that of the lowest validation loss" : ", the last one")));
        entries.add(new Entry(options.validationShare() > 0 ? "Validation loss" : "Training loss", nats(record.loss())));
        entries.add(new Entry("Optimiser", optimiser(options.optimiser())));
        entries.add(new Entry("Learning rate", number(options.learningRate())
            + schedule(options.optimiser().schedule())));
        entries.add(new Entry("Weight of the KL term (β)", number(options.beta()) + (options.betaWarmUpEpochs() == 0 ? ""
            : ", reached after " + options.betaWarmUpEpochs() + " epochs")));
        entries.add(new Entry("Validation share", options.validationShare() == 0 ? "none" : number(options.validationShare())
            + (options.earlyStoppingPatience() == 0 ? ""
                : ", early stopping after " + options.earlyStoppingPatience() + " epochs without a better loss")));
        entries.add(new Entry("Seed", Long.toString(options.seed())));
        entries.add(new Entry("Worker threads", options.workers() == 0 ? "one per processor" : count(options.workers())));
        entries.add(new Entry("Checkpoints", checkpoints(model)));
        if (!record.libraries().isEmpty()) {
            entries.add(new Entry("Computed by", record.libraries().entrySet().stream()
                .map(library -> library.getKey() + " " + library.getValue()).collect(Collectors.joining(", "))));
        }
        return entries;
    }

    private static String optimiser(final OptimiserOptions optimiser) {
        final String name = switch (optimiser.kind()) {
            case ADAM -> "Adam";
            case ADAMAX -> "Adamax";
            case MOMENTUM -> "gradient descent with momentum " + number(optimiser.momentum());
        };
        return optimiser.largestNorm() == 0 ? name : name + ", gradient's norm at most " + number(optimiser.largestNorm());
    }

    private static String schedule(final LearningRateSchedule schedule) {
        if (schedule instanceof LearningRateSchedule.Exponential exponential) {
            return ", times " + number(exponential.decay()) + " after each epoch";
        }
        if (schedule instanceof LearningRateSchedule.Step step) {
            return ", times " + number(step.decay()) + " after every " + step.everyEpochs() + " epochs";
        }
        return schedule instanceof LearningRateSchedule.Cosine cosine
            ? ", falling along a cosine to " + number(cosine.finalShare()) + " of it" : "";
    }

    private static String checkpoints(final VaeModel model) {
        final int count = model.checkpoints().size();
        return count == 0 ? "none" : count + (count == 1 ? ", of step " : ", of steps ") + model.checkpoints().stream()
            .limit(SHOWN_CHECKPOINTS).map(checkpoint -> count(checkpoint.step())).collect(Collectors.joining("; "))
            + (count > SHOWN_CHECKPOINTS ? "; …" : "");
    }

    private static List<Entry> columns(final List<ColumnEncoding> columns) {
        final List<Entry> entries = new ArrayList<>();
        columns.stream().limit(SHOWN_COLUMNS).forEach(column -> entries.add(new Entry(column.column(), ColumnWords.describe(column))));
        if (columns.size() > SHOWN_COLUMNS) {
            entries.add(new Entry("…", count(columns.size() - SHOWN_COLUMNS) + " further columns"));
        }
        return entries;
    }

    private static String some(final List<String> names) {
        return names.stream().limit(SHOWN_NAMES).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
            + (names.size() > SHOWN_NAMES ? " and " + count(names.size() - SHOWN_NAMES) + " others" : "");
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

    private static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String dimensions(final int latent) {
        return latent + (latent == 1 ? " dimension" : " dimensions");
    }

    private static String nats(final double value) {
        return String.format(Locale.ROOT, "%.2f nats per row", value);
    }

    private static String count(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long)value)
            : String.format(Locale.ROOT, "%.4g", value).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
    }
}
