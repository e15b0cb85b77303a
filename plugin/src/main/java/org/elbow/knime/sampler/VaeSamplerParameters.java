package org.elbow.knime.sampler;

import org.elbow.explore.InterpolationOptions;
import org.elbow.explore.LatentDimensions;
import org.elbow.explore.PosteriorDraws;
import org.elbow.explore.PriorSamplesOptions;
import org.elbow.explore.RowValues;
import org.elbow.explore.TraversalOptions;
import org.elbow.knime.NodeTask;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the VAE Sampler. */
@LoadDefaultsForAbsentFields
final class VaeSamplerParameters implements NodeParameters {

    @Widget(title = "What to make", description = "What the rows of the output are.")
    @ValueReference(SamplerDialog.ModeReference.class)
    @Layout(SamplerDialog.RowsSection.class)
    SamplerMode m_mode = SamplerMode.PRIOR;

    @Widget(title = "Number of samples", description = """
            How many rows to make. The same seed gives the same first rows, however many follow.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = SamplerDialog.MakesSamples.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    int m_count = (int)PriorSamplesOptions.defaults().count();

    @Widget(title = "Temperature", description = """
            Multiplies the standard deviation of the codes. At 1 they are drawn from the prior itself; below 1 from nearer its \
            middle, which makes rows more typical and less varied; above 1 from farther out.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = SamplerDialog.MakesSamples.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    double m_temperature = PriorSamplesOptions.defaults().temperature();

    @Widget(title = "From", description = "Which code of a row is decoded.")
    @ValueSwitchWidget
    @ValueReference(SamplerDialog.CodeReference.class)
    @Effect(predicate = SamplerDialog.MakesReconstructions.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    CodeChoice m_code = CodeChoice.MEAN;

    @Widget(title = "Draws per row", description = """
            Reconstructions of each row. Rows with the same content get the same draws, whichever rows stand beside them.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = SamplerDialog.DrawsCodes.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    int m_draws = 5;

    @Widget(title = "Values", description = """
            Whether a row gets the mean of what the model expects, or is drawn from it. A table of synthetic rows needs draws, \
            or it varies too little; images are clearer as means.
            """)
    @ValueSwitchWidget
    @Effect(predicate = SamplerDialog.MayDrawValues.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    ValuesChoice m_values = ValuesChoice.AUTOMATIC;

    @Widget(title = "Pairs of rows", description = "Which rows of the table make a pair, in the table's order.")
    @ValueSwitchWidget
    @Effect(predicate = SamplerDialog.MakesInterpolations.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    PairingChoice m_pairing = PairingChoice.PAIRS;

    @Widget(title = "Path", description = "The way from the first code to the second.")
    @ValueSwitchWidget
    @Effect(predicate = SamplerDialog.MakesInterpolations.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    PathChoice m_path = PathChoice.LINEAR;

    @Widget(title = "Steps", description = "Rows on each way, both ends included.")
    @NumberInputWidget(minValidation = SamplerDialog.AtLeastTwo.class)
    @Effect(predicate = SamplerDialog.MakesInterpolations.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    int m_steps = InterpolationOptions.defaults().steps();

    @Widget(title = "Around", description = "The code from which single dimensions are changed.")
    @ValueSwitchWidget
    @ValueReference(SamplerDialog.CentreReference.class)
    @Effect(predicate = SamplerDialog.HasCentres.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    CentreChoice m_centre = CentreChoice.PRIOR_MEAN;

    @Widget(title = "First rows of the table", description = """
            How many rows are taken, from the beginning of the table, those not counted that cannot be encoded.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = SamplerDialog.TakesFirstRows.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.RowsSection.class)
    int m_rows = 10;

    @Widget(title = "Dimensions", description = "Which dimensions of the code are changed.")
    @ValueSwitchWidget
    @ValueReference(SamplerDialog.DimensionReference.class)
    @Effect(predicate = SamplerDialog.HasCentres.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.DimensionsSection.class)
    DimensionChoice m_dimensions = DimensionChoice.ALL;

    @Widget(title = "List of dimensions", description = """
            Numbers from 1 and ranges of them, such as <tt>1, 3-5</tt>. Blank for all.
            """)
    @Effect(predicate = SamplerDialog.ListsDimensions.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.DimensionsSection.class)
    String m_dimensionList = "";

    @Widget(title = "Number of most active dimensions", description = """
            How many dimensions are taken; all if the code has not so many.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = SamplerDialog.FindsDimensions.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.DimensionsSection.class)
    int m_mostActive = 5;

    @Widget(title = "Range (±)", description = """
            How far a dimension goes, from minus this to plus this, whatever its value in the row. The prior has a standard \
            deviation of 1, so that almost all codes are within ±3.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = SamplerDialog.MakesTraversals.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.DimensionsSection.class)
    double m_range = TraversalOptions.defaults().range();

    @Widget(title = "Values of a dimension", description = """
            Rows for each dimension, both ends of the range included. With an odd number, 0 is one of the values.
            """)
    @NumberInputWidget(minValidation = SamplerDialog.AtLeastTwo.class)
    @Effect(predicate = SamplerDialog.MakesTraversals.class, type = EffectType.SHOW)
    @Layout(SamplerDialog.DimensionsSection.class)
    int m_traversalSteps = TraversalOptions.defaults().steps();

    @Widget(title = "Codes", description = """
            Adds the columns <tt>Code 1</tt>, <tt>Code 2</tt>, …: the code that each row is decoded from, in Jacobian columns \
            the code at which the derivative is taken.
            """)
    @Layout(SamplerDialog.OutputSection.class)
    boolean m_codes = false;

    @Widget(title = "Seed", description = "Seed of all draws, of codes and of values.")
    @Layout(SamplerDialog.ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(SamplerDialog.ComputationSection.class)
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
            case PRIOR -> m_values == ValuesChoice.AUTOMATIC ? RowValues.AUTOMATIC : m_values.rowValues();
            case RECONSTRUCTIONS -> m_values == ValuesChoice.AUTOMATIC ? RowValues.MEAN : m_values.rowValues();
            default -> RowValues.MEAN;
        };
    }

    PriorSamplesOptions samples() {
        return new PriorSamplesOptions(m_count, m_temperature, m_seed);
    }

    InterpolationOptions interpolation() {
        return new InterpolationOptions(m_path.path(), m_pairing.pairing(), m_steps);
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
            throw new InvalidSettingsException("Interpolation goes from row to row, so it needs at least two rows, but the "
                + "number of first rows is " + m_rows + ".");
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
