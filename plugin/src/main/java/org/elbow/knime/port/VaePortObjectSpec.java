package org.elbow.knime.port;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.elbow.data.NumberType;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.knime.table.FeatureKind;
import org.elbow.vae.ModelDescription;
import org.elbow.vae.VaeModel;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What nodes need to know of a VAE to be configured: the columns it reads, the size of its code, how it is trained. */
public final class VaePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Says of a model that is not trained yet that it may come to have checkpoints. */
    public static final int UNKNOWN_CHECKPOINTS = -1;

    private static final String COLUMN_NAMES = "columnNames";

    private static final String COLUMN_KINDS = "columnKinds";

    private static final String COLUMN_NUMBERS = "columnNumbers";

    private static final String COLUMN_LISTS = "columnLists";

    private static final String COLUMN_SHAPES = "columnShapes";

    private static final String CATEGORIES = "categories";

    private static final String LATENT = "latent";

    private static final String SHAPE_SEPARATOR = " ";

    private static final String LIKELIHOOD = "likelihood";

    private static final String OBJECTIVE = "objective";

    private static final String CHECKPOINTS = "checkpoints";

    /** Saves and loads the spec; KNIME finds it by the extension point. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<VaePortObjectSpec> {
    }

    private List<FeatureColumn> columns = List.of();

    private int latent;

    private String likelihood = "";

    private String objective = "";

    private int checkpoints;

    /** For the serializer, which loads the content afterwards. */
    public VaePortObjectSpec() {
        // filled by load
    }

    /**
     * @param columns that the model reads, in its order
     * @param latent dimensions of the code, at least 1
     * @param likelihood in words
     * @param objective of the training, in words
     * @param checkpoints how many copies of the weights from the middle of training the model has, or
     *            {@link #UNKNOWN_CHECKPOINTS}
     */
    public VaePortObjectSpec(final List<FeatureColumn> columns, final int latent, final String likelihood,
        final String objective, final int checkpoints) {
        this.columns = List.copyOf(columns);
        this.latent = latent;
        this.likelihood = Objects.requireNonNull(likelihood, "likelihood");
        this.objective = Objects.requireNonNull(objective, "objective");
        this.checkpoints = checkpoints;
    }

    /** @return the spec of a trained model */
    public static VaePortObjectSpec of(final VaeModel model) {
        return new VaePortObjectSpec(FeatureColumns.of(model.encoding()), model.architecture().latent(),
            model.likelihood().describe(), model.record().objective(), model.checkpoints().size());
    }

    /** @return the spec of a model in a file */
    public static VaePortObjectSpec of(final ModelDescription model) {
        return new VaePortObjectSpec(FeatureColumns.of(model.encoding()), model.architecture().latent(),
            model.likelihood().describe(), model.training().objective(), model.checkpointSteps().size());
    }

    /** @return the columns that the model reads, in its order */
    public List<FeatureColumn> columns() {
        return columns;
    }

    /** @return the dimensions of the code */
    public int latent() {
        return latent;
    }

    /** @return the likelihood in words */
    public String likelihood() {
        return likelihood;
    }

    /** @return the objective in words */
    public String objective() {
        return objective;
    }

    /**
     * @return how many copies of the weights from the middle of training the model has, or {@link #UNKNOWN_CHECKPOINTS} if it
     *         is not trained yet and may come to have some
     */
    public int checkpoints() {
        return checkpoints;
    }

    /**
     * This without what was not known of it when it was announced, before the model was trained: the number of checkpoints, the
     * values of nominal columns, the sizes of vectors and images.
     *
     * @param announced of the model
     * @return equal to {@code announced} if the model is as announced
     */
    public VaePortObjectSpec asAnnounced(final VaePortObjectSpec announced) {
        final List<FeatureColumn> known = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            final boolean categories = c >= announced.columns.size() || !announced.columns.get(c).categories().isEmpty();
            final boolean shape = c >= announced.columns.size() || !announced.columns.get(c).shape().isEmpty();
            final FeatureColumn column = columns.get(c);
            known.add(new FeatureColumn(column.name(), column.kind(), column.number(), column.list(),
                categories ? column.categories() : List.of(), shape ? column.shape() : List.of()));
        }
        return new VaePortObjectSpec(known, latent, likelihood, objective,
            announced.checkpoints == UNKNOWN_CHECKPOINTS ? UNKNOWN_CHECKPOINTS : checkpoints);
    }

    @Override
    protected void save(final ModelContentWO content) {
        content.addStringArray(COLUMN_NAMES, columns.stream().map(FeatureColumn::name).toArray(String[]::new));
        content.addStringArray(COLUMN_KINDS, columns.stream().map(column -> column.kind().name()).toArray(String[]::new));
        content.addStringArray(COLUMN_NUMBERS, columns.stream().map(column -> column.number().name()).toArray(String[]::new));
        content.addStringArray(COLUMN_LISTS,
            columns.stream().map(column -> Boolean.toString(column.list())).toArray(String[]::new));
        content.addStringArray(COLUMN_SHAPES, columns.stream().map(column -> column.shape().stream().map(String::valueOf)
            .collect(Collectors.joining(SHAPE_SEPARATOR))).toArray(String[]::new));
        for (int c = 0; c < columns.size(); c++) {
            if (!columns.get(c).categories().isEmpty()) {
                content.addStringArray(CATEGORIES + c, columns.get(c).categories().toArray(String[]::new));
            }
        }
        content.addInt(LATENT, latent);
        content.addString(LIKELIHOOD, likelihood);
        content.addString(OBJECTIVE, objective);
        content.addInt(CHECKPOINTS, checkpoints);
    }

    @Override
    protected void load(final ModelContentRO content) throws InvalidSettingsException {
        final String[] names = content.getStringArray(COLUMN_NAMES);
        final String[] kinds = content.getStringArray(COLUMN_KINDS);
        if (names.length != kinds.length) {
            throw new InvalidSettingsException("The saved model names " + names.length + " columns, but " + kinds.length
                + " kinds of columns. It is damaged: train it again.");
        }
        // specs saved by earlier versions know of names and kinds only
        final String[] numbers = filled(content.getStringArray(COLUMN_NUMBERS, (String[])null), names.length, "DOUBLE");
        final String[] lists = filled(content.getStringArray(COLUMN_LISTS, (String[])null), names.length, "false");
        final String[] shapes = filled(content.getStringArray(COLUMN_SHAPES, (String[])null), names.length, "");
        final List<FeatureColumn> loaded = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            loaded.add(new FeatureColumn(names[i], constant(FeatureKind.class, kinds[i]), constant(NumberType.class, numbers[i]),
                Boolean.parseBoolean(lists[i]), List.of(content.getStringArray(CATEGORIES + i, new String[0])),
                shape(shapes[i])));
        }
        columns = List.copyOf(loaded);
        latent = content.getInt(LATENT);
        likelihood = content.getString(LIKELIHOOD);
        objective = content.getString(OBJECTIVE);
        checkpoints = content.getInt(CHECKPOINTS);
    }

    private static String[] filled(final String[] saved, final int length, final String filling)
        throws InvalidSettingsException {
        if (saved == null) {
            final String[] defaults = new String[length];
            Arrays.fill(defaults, filling);
            return defaults;
        }
        if (saved.length != length) {
            throw new InvalidSettingsException("The saved model names " + length + " columns, but describes " + saved.length
                + " of them. It is damaged: train it again.");
        }
        return saved;
    }

    private static List<Integer> shape(final String saved) throws InvalidSettingsException {
        try {
            return saved.isEmpty() ? List.of() : Arrays.stream(saved.split(SHAPE_SEPARATOR)).map(Integer::valueOf).toList();
        } catch (final NumberFormatException e) {
            throw new InvalidSettingsException("The saved model has a column of the shape \"" + saved
                + "\". It is damaged: train it again.", e);
        }
    }

    private static <E extends Enum<E>> E constant(final Class<E> type, final String name) throws InvalidSettingsException {
        try {
            return Enum.valueOf(type, name);
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException("The saved model reads a kind of column that is not known here: \"" + name
                + "\". It was made by a newer version of the extension: update it.", e);
        }
    }
}
