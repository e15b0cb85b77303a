package org.elbow.knime.sampler;

import org.elbow.explore.InterpolationOptions;
import org.elbow.explore.InterpolationOptions.Pairing;
import org.elbow.explore.InterpolationOptions.Path;
import org.elbow.explore.LatentDimensions;
import org.elbow.explore.PosteriorDraws;
import org.elbow.explore.PriorSamplesOptions;
import org.elbow.explore.RowValues;
import org.elbow.explore.TraversalOptions;
import org.elbow.knime.NodeTask;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the VAE Sampler. */
@LoadDefaultsForAbsentFields
final class VaeSamplerParameters implements NodeParameters {

    /** Which code of a row is decoded. */
    enum CodeChoice {

        /** The mean. */
        @Label(value = "Mean", description = "The mean of the row's code: one reconstruction for each row.")
        MEAN,

        /** Draws. */
        @Label(value = "Draws", description = "Draws of the row's code from its posterior: they show how sure the model is.")
        DRAWS
    }

    /** Which values a decoded row gets. */
    enum ValuesChoice {

        /** By column. */
        @Label(value = "Automatic", description = "Samples from the prior get draws in nominal columns, Boolean columns, and "
            + "columns of numbers with a Gaussian likelihood, so that they vary as the table does; and the mean in images, "
            + "vectors and other numbers, whose draws are noise. Reconstructions get the mean.")
        AUTOMATIC,

        /** The mean. */
        @Label(value = "Mean", description = "The mean of what the model expects, in nominal columns the most probable value. "
            + "Varies less than real rows do.")
        MEAN(RowValues.MEAN),

        /** Draws. */
        @Label(value = "Drawn", description = "Draws from the model's likelihood in all columns. With a Bernoulli likelihood each "
            + "pixel becomes black or white, and a number the lowest or the highest of its column.")
        DRAWN(RowValues.DRAWN);

        private final RowValues values;

        ValuesChoice() {
            this(null);
        }

        ValuesChoice(final RowValues values) {
            this.values = values;
        }
    }

    /** Which rows make a pair. */
    enum PairingChoice {

        /** Two by two. */
        @Label(value = "1–2, 3–4, …", description = "Rows two by two. The last of an odd number of rows is left out.")
        PAIRS(Pairing.PAIRS),

        /** One after the other. */
        @Label(value = "1–2, 2–3, …", description = "From each row to the next.")
        CHAIN(Pairing.CHAIN);

        private final Pairing pairing;

        PairingChoice(final Pairing pairing) {
            this.pairing = pairing;
        }
    }

    /** The way from code to code. */
    enum PathChoice {

        /** Straight. */
        @Label(value = "Linear", description = "The straight line.")
        LINEAR(Path.LINEAR),

        /** Along a great circle. */
        @Label(value = "Spherical", description = "Along the great circle (slerp), with the distance from the origin changing "
            + "evenly. With many dimensions, typical codes lie near a sphere that straight lines leave.")
        SPHERICAL(Path.SPHERICAL);

        private final Path path;

        PathChoice(final Path path) {
            this.path = path;
        }
    }

    /** Where traversals and Jacobians are taken. */
    enum CentreChoice {

        /** Zero. */
        @Label(value = "The prior's mean", description = "The code whose dimensions are all 0.")
        PRIOR_MEAN,

        /** Rows' codes. */
        @Label(value = "Rows of the table", description = "The code of each of the first rows of the table.")
        ROWS
    }

    /** Which dimensions of the code are looked at. */
    enum DimensionChoice {

        /** All. */
        @Label(value = "All", description = "All dimensions of the code.")
        ALL,

        /** Some. */
        @Label(value = "Listed", description = "Those listed below.")
        LISTED,

        /** Those that are used. */
        @Label(value = "Most active", description = "Those that tell most about the rows of the table: whose part of the KL "
            + "divergence, averaged over all rows of the table, is largest; the most active one first. A model often leaves "
            + "dimensions unused, in which nothing changes.")
        MOST_ACTIVE
    }

    @Section(title = "Rows")
    interface RowsSection {
    }

    @Section(title = "Dimensions of the code")
    @After(RowsSection.class)
    interface DimensionsSection {
    }

    @Section(title = "Output")
    @After(DimensionsSection.class)
    interface OutputSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(OutputSection.class)
    interface ComputationSection {
    }

    interface ModeReference extends ParameterReference<SamplerMode> {
    }

    interface CodeReference extends ParameterReference<CodeChoice> {
    }

    interface CentreReference extends ParameterReference<CentreChoice> {
    }

    interface DimensionReference extends ParameterReference<DimensionChoice> {
    }

    static final class MakesSamples implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.PRIOR);
        }
    }

    static final class MakesReconstructions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.RECONSTRUCTIONS);
        }
    }

    static final class DrawsCodes implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(MakesReconstructions.class)
                .and(initializer.getEnum(CodeReference.class).isOneOf(CodeChoice.DRAWS));
        }
    }

    static final class MayDrawValues implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.PRIOR, SamplerMode.RECONSTRUCTIONS);
        }
    }

    static final class MakesInterpolations implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.INTERPOLATIONS);
        }
    }

    static final class MakesTraversals implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.TRAVERSALS);
        }
    }

    static final class HasCentres implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ModeReference.class).isOneOf(SamplerMode.TRAVERSALS, SamplerMode.JACOBIAN);
        }
    }

    static final class TakesFirstRows implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(MakesInterpolations.class).or(initializer.getPredicate(HasCentres.class)
                .and(initializer.getEnum(CentreReference.class).isOneOf(CentreChoice.ROWS)));
        }
    }

    static final class ListsDimensions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(HasCentres.class)
                .and(initializer.getEnum(DimensionReference.class).isOneOf(DimensionChoice.LISTED));
        }
    }

    static final class FindsDimensions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getPredicate(HasCentres.class)
                .and(initializer.getEnum(DimensionReference.class).isOneOf(DimensionChoice.MOST_ACTIVE));
        }
    }

    static final class AtLeastTwo extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }
    }

    @Widget(title = "What to make", description = "What the rows of the output are.")
    @ValueReference(ModeReference.class)
    @Layout(RowsSection.class)
    SamplerMode m_mode = SamplerMode.PRIOR;

    @Widget(title = "Number of samples", description = """
            How many rows to make. The same seed gives the same first rows, however many follow.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = MakesSamples.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    int m_count = (int)PriorSamplesOptions.defaults().count();

    @Widget(title = "Temperature", description = """
            Multiplies the standard deviation of the codes. At 1 they are drawn from the prior itself; below 1 from nearer its \
            middle, which makes rows more typical and less varied; above 1 from farther out.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = MakesSamples.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    double m_temperature = PriorSamplesOptions.defaults().temperature();

    @Widget(title = "From", description = "Which code of a row is decoded.")
    @ValueSwitchWidget
    @ValueReference(CodeReference.class)
    @Effect(predicate = MakesReconstructions.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    CodeChoice m_code = CodeChoice.MEAN;

    @Widget(title = "Draws per row", description = """
            Reconstructions of each row. Rows with the same content get the same draws, whichever rows stand beside them.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsCodes.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    int m_draws = 5;

    @Widget(title = "Values", description = """
            Whether a row gets the mean of what the model expects, or is drawn from it. A table of synthetic rows needs draws, or \
            it varies too little; images are clearer as means.
            """)
    @ValueSwitchWidget
    @Effect(predicate = MayDrawValues.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    ValuesChoice m_values = ValuesChoice.AUTOMATIC;

    @Widget(title = "Pairs of rows", description = "Which rows of the table make a pair, in the table's order.")
    @ValueSwitchWidget
    @Effect(predicate = MakesInterpolations.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    PairingChoice m_pairing = PairingChoice.PAIRS;

    @Widget(title = "Path", description = "The way from the first code to the second.")
    @ValueSwitchWidget
    @Effect(predicate = MakesInterpolations.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    PathChoice m_path = PathChoice.LINEAR;

    @Widget(title = "Steps", description = "Rows on each way, both ends included.")
    @NumberInputWidget(minValidation = AtLeastTwo.class)
    @Effect(predicate = MakesInterpolations.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    int m_steps = InterpolationOptions.defaults().steps();

    @Widget(title = "Around", description = "The code from which single dimensions are changed.")
    @ValueSwitchWidget
    @ValueReference(CentreReference.class)
    @Effect(predicate = HasCentres.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    CentreChoice m_centre = CentreChoice.PRIOR_MEAN;

    @Widget(title = "First rows of the table", description = """
            How many rows are taken, from the beginning of the table, those not counted that cannot be encoded.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = TakesFirstRows.class, type = EffectType.SHOW)
    @Layout(RowsSection.class)
    int m_rows = 10;

    @Widget(title = "Dimensions", description = "Which dimensions of the code are changed.")
    @ValueSwitchWidget
    @ValueReference(DimensionReference.class)
    @Effect(predicate = HasCentres.class, type = EffectType.SHOW)
    @Layout(DimensionsSection.class)
    DimensionChoice m_dimensions = DimensionChoice.ALL;

    @Widget(title = "List of dimensions", description = """
            Numbers from 1 and ranges of them, such as <tt>1, 3-5</tt>. Blank for all.
            """)
    @Effect(predicate = ListsDimensions.class, type = EffectType.SHOW)
    @Layout(DimensionsSection.class)
    String m_dimensionList = "";

    @Widget(title = "Number of most active dimensions", description = """
            How many dimensions are taken; all if the code has not so many.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = FindsDimensions.class, type = EffectType.SHOW)
    @Layout(DimensionsSection.class)
    int m_mostActive = 5;

    @Widget(title = "Range (±)", description = """
            How far a dimension goes, from minus this to plus this, whatever its value in the row. The prior has a standard \
            deviation of 1, so that almost all codes are within ±3.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = MakesTraversals.class, type = EffectType.SHOW)
    @Layout(DimensionsSection.class)
    double m_range = TraversalOptions.defaults().range();

    @Widget(title = "Values of a dimension", description = """
            Rows for each dimension, both ends of the range included. With an odd number, 0 is one of the values.
            """)
    @NumberInputWidget(minValidation = AtLeastTwo.class)
    @Effect(predicate = MakesTraversals.class, type = EffectType.SHOW)
    @Layout(DimensionsSection.class)
    int m_traversalSteps = TraversalOptions.defaults().steps();

    @Widget(title = "Codes", description = """
            Adds the columns <tt>Code 1</tt>, <tt>Code 2</tt>, …: the code that each row is decoded from, in Jacobian columns the \
            code at which the derivative is taken.
            """)
    @Layout(OutputSection.class)
    boolean m_codes = false;

    @Widget(title = "Seed", description = "Seed of all draws, of codes and of values.")
    @Layout(ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    /** Whether traversals or Jacobians are made. */
    boolean hasCentres() {
        return m_mode == SamplerMode.TRAVERSALS || m_mode == SamplerMode.JACOBIAN;
    }

    /** Whether traversals or Jacobians are made at rows of the table. */
    boolean centresAreRows() {
        return hasCentres() && m_centre == CentreChoice.ROWS;
    }

    /** Whether the dimensions are found by the rows of the table. */
    boolean findsDimensions() {
        return hasCentres() && m_dimensions == DimensionChoice.MOST_ACTIVE;
    }

    /** Whether the node reads the table. */
    boolean needsTable() {
        return m_mode == SamplerMode.RECONSTRUCTIONS || m_mode == SamplerMode.INTERPOLATIONS || centresAreRows()
            || findsDimensions();
    }

    /** Whether several draws are made of each row. */
    boolean drawsCodes() {
        return m_mode == SamplerMode.RECONSTRUCTIONS && m_code == CodeChoice.DRAWS;
    }

    /** Reconstructions of each row. */
    int draws() {
        return drawsCodes() ? m_draws : 1;
    }

    RowValues values() {
        return switch (m_mode) {
            case PRIOR -> m_values == ValuesChoice.AUTOMATIC ? RowValues.AUTOMATIC : m_values.values;
            case RECONSTRUCTIONS -> m_values == ValuesChoice.AUTOMATIC ? RowValues.MEAN : m_values.values;
            default -> RowValues.MEAN;
        };
    }

    PriorSamplesOptions samples() {
        return new PriorSamplesOptions(m_count, m_temperature, m_seed);
    }

    InterpolationOptions interpolation() {
        return new InterpolationOptions(m_path.path, m_pairing.pairing, m_steps);
    }

    TraversalOptions traversal() {
        return new TraversalOptions(m_range, m_traversalSteps);
    }

    /**
     * The dimensions to look at, if they do not depend on the table.
     *
     * @param latent dimensions of the model's code
     * @throws IllegalArgumentException if the list names a dimension that there is not
     */
    int[] dimensions(final int latent) {
        return m_dimensions == DimensionChoice.LISTED ? LatentDimensions.parse(m_dimensionList, latent)
            : LatentDimensions.all(latent);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        switch (m_mode) {
            case PRIOR -> NodeTask.checked(this::samples);
            case RECONSTRUCTIONS -> NodeTask.checked(() -> {
                PosteriorDraws.requireDraws(draws());
                return null;
            });
            case INTERPOLATIONS -> NodeTask.checked(this::interpolation);
            case TRAVERSALS -> NodeTask.checked(this::traversal);
            case JACOBIAN -> { } // has no options of its own
        }
        if (m_workers < 0 || m_workers > 1024) {
            throw new InvalidSettingsException("The number of worker threads is " + m_workers
                + "; it must be between 0 (all processors) and 1024.");
        }
        if (m_mode == SamplerMode.INTERPOLATIONS && m_rows < 2) {
            throw new InvalidSettingsException("Interpolation goes from row to row, so it needs at least two rows, but the number "
                + "of first rows is " + m_rows + ".");
        }
        if (centresAreRows() && m_rows < 1) {
            throw new InvalidSettingsException("The number of first rows is " + m_rows + "; it must be at least 1.");
        }
        if (findsDimensions() && m_mostActive < 1) {
            throw new InvalidSettingsException(
                "The number of most active dimensions is " + m_mostActive + "; it must be at least 1.");
        }
    }
}
