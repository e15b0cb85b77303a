package org.elbow.knime.generator;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FactorImages;
import org.elbow.data.FactorSample;
import org.elbow.data.Sprites;
import org.elbow.data.Sprites.Figure;
import org.elbow.data.ThreeDots;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of the Factor Image Generator. */
@LoadDefaultsForAbsentFields
final class FactorImageGeneratorParameters implements NodeParameters {

    private static final int MOST_ROWS = 10_000_000;

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Factors", description = "How many values each factor takes.")
    @Advanced
    @After(ImagesSection.class)
    interface FactorsSection {
    }

    @Section(title = "Output")
    @After(FactorsSection.class)
    interface OutputSection {
    }

    interface KindReference extends ParameterReference<ImageKind> {
    }

    static final class DrawsSprites implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(KindReference.class).isOneOf(ImageKind.SPRITES);
        }
    }

    static final class DrawsDots implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(KindReference.class).isOneOf(ImageKind.THREE_DOTS);
        }
    }

    interface SelectionReference extends ParameterReference<FactorSelection> {
    }

    static final class DrawsAtRandom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(SelectionReference.class).isOneOf(FactorSelection.RANDOM, FactorSelection.NEIGHBOURHOODS);
        }
    }

    static final class DrawsNeighbourhoods implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(SelectionReference.class).isOneOf(FactorSelection.NEIGHBOURHOODS);
        }
    }

    static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    interface ConstantColumnReference extends ParameterReference<String> {
    }

    static final class HasConstantColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getString(ConstantColumnReference.class).isEqualTo("").negate();
        }
    }

    static final class SmallestImage extends MinValidation {
        @Override
        protected double getMin() {
            return Sprites.MINIMUM_SIZE;
        }
    }

    static final class LargestImage extends MaxValidation {
        @Override
        protected double getMax() {
            return Sprites.MAXIMUM_SIZE;
        }
    }

    static final class MostRows extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_ROWS;
        }
    }

    @Widget(title = "Kind of images", description = "What is drawn.")
    @ValueSwitchWidget
    @ValueReference(KindReference.class)
    @Layout(ImagesSection.class)
    ImageKind m_kind = ImageKind.SPRITES;

    @Widget(title = "Squares", description = "Whether squares are among the figures.")
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    boolean m_squares = true;

    @Widget(title = "Ellipses", description = "Whether ellipses are among the figures.")
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    boolean m_ellipses = true;

    @Widget(title = "Hearts", description = "Whether hearts are among the figures.")
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    boolean m_hearts = true;

    @Widget(title = "White dots on black", description = "Draws the dots white on black instead of black on white.")
    @Effect(predicate = DrawsDots.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    boolean m_lightOnDark = false;

    @Widget(title = "Image size", description = "Width and height of the images in pixels.")
    @NumberInputWidget(minValidation = SmallestImage.class, maxValidation = LargestImage.class)
    @Layout(ImagesSection.class)
    int m_size = 32;

    @Widget(title = "Combinations", description = "Which combinations of factor values are drawn.")
    @ValueSwitchWidget
    @ValueReference(SelectionReference.class)
    @Layout(ImagesSection.class)
    FactorSelection m_selection = FactorSelection.RANDOM;

    @Widget(title = "Number of rows", description = """
            How many images are drawn at random, in all neighbourhoods together if there are some.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = DrawsAtRandom.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    int m_rows = 1000;

    @Widget(title = "Number of neighbourhoods", description = """
            Around how many centres rows are drawn, about equally many each. A column of numbers tells them apart.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = DrawsNeighbourhoods.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    int m_neighbourhoods = 20;

    @Widget(title = "Radius of neighbourhoods", description = """
            By which share of its number of values a factor varies to either side of the centre.
            """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMostOne.class)
    @Effect(predicate = DrawsNeighbourhoods.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    double m_radius = 0.1;

    @Widget(title = "Seed", description = """
            Seed of the random draws: the same seed gives the same images, and a longer sample begins with the shorter one.
            """)
    @Effect(predicate = DrawsAtRandom.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    long m_seed = 1;

    @Widget(title = "Scales", description = "How many sizes a figure takes, from half to full size.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    int m_scales = 6;

    @Widget(title = "Rotations", description = "How many angles a figure takes, evenly over a full turn.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    int m_rotations = 40;

    @Widget(title = "Positions in x", description = "How many horizontal places a figure takes.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    int m_xPositions = 32;

    @Widget(title = "Positions in y", description = "How many vertical places a figure takes.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsSprites.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    int m_yPositions = 32;

    @Widget(title = "Positions per dot and direction", description = """
            How many values each of the six coordinates takes. A full grid has this number to the power of six rows.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsDots.class, type = EffectType.SHOW)
    @Layout(FactorsSection.class)
    int m_dotPositions = 64;

    @Widget(title = "Represent images as", description = "What an image becomes in the table.")
    @ValueSwitchWidget
    @Layout(OutputSection.class)
    ImageRepresentation m_representation = ImageRepresentation.IMAGE;

    @Widget(title = "Factor columns", description = """
            Appends a column for each factor: the figure as text, all others as the number of the value, counted from 0.
            """)
    @Layout(OutputSection.class)
    boolean m_factorColumns = true;

    @Widget(title = "Constant column", description = """
            Name of an additional text column that holds the same value in each row drawn, so that rows from several sources \
            can be told apart further on. Blank for none.
            """)
    @Advanced
    @ValueReference(ConstantColumnReference.class)
    @Layout(OutputSection.class)
    String m_constantColumn = "";

    @Widget(title = "Value of the constant column", description = "The text in each row of the constant column.")
    @Advanced
    @Effect(predicate = HasConstantColumn.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    String m_constantValue = "";

    /** What draws the images. */
    FactorImages images() {
        if (m_kind == ImageKind.THREE_DOTS) {
            return new ThreeDots(m_size, m_dotPositions, m_lightOnDark);
        }
        final List<Figure> figures = new ArrayList<>();
        if (m_squares) {
            figures.add(Figure.SQUARE);
        }
        if (m_ellipses) {
            figures.add(Figure.ELLIPSE);
        }
        if (m_hearts) {
            figures.add(Figure.HEART);
        }
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("No figure is chosen. Choose squares, ellipses or hearts.");
        }
        return new Sprites(m_size, figures, m_scales, m_rotations, m_xPositions, m_yPositions);
    }

    /** The images to be drawn, before the first one. */
    FactorSample sample() {
        return switch (m_selection) {
            case RANDOM -> FactorSample.sample(images(), m_rows, m_seed);
            case FULL_GRID -> FactorSample.grid(images());
            case NEIGHBOURHOODS -> FactorSample.neighbourhoods(images(), m_rows, m_neighbourhoods, m_radius, m_seed);
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        final FactorImages images = NodeTask.checked(this::images);
        if (m_selection == FactorSelection.FULL_GRID && exceeds(images, MOST_ROWS)) {
            throw new InvalidSettingsException("The full grid has more than " + MOST_ROWS
                + " rows. Lower the numbers of values of the factors, or draw a random sample.");
        }
        if (m_selection != FactorSelection.FULL_GRID && (m_rows < 1 || m_rows > MOST_ROWS)) {
            throw new InvalidSettingsException("The number of rows is " + m_rows + "; it must be between 1 and " + MOST_ROWS
                + ".");
        }
        if (m_selection == FactorSelection.NEIGHBOURHOODS) {
            NodeTask.checked(this::sample);
        }
    }

    private static boolean exceeds(final FactorImages images, final long limit) {
        try {
            return images.combinations() > limit;
        } catch (final ArithmeticException overflow) {
            return true;
        }
    }
}
