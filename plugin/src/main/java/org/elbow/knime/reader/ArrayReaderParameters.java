package org.elbow.knime.reader;

import org.elbow.knime.table.ArrayRepresentation;
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
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the Array Reader. */
@LoadDefaultsForAbsentFields
final class ArrayReaderParameters implements NodeParameters {

    /** What is done with integers. */
    enum IntegerScaling {

        /** They stay as they are. */
        @Label(value = "As they stand", description = "Integers are kept.")
        NONE,

        /** They are divided by 255. */
        @Label(value = "Divide by 255", description = "Brings pixels from 0 to 255 into the range from 0 to 1, as the "
            + "Bernoulli likelihood needs it.")
        DIVIDE_BY_255
    }

    /** What becomes of the incoming table. */
    enum IncomingRows {

        /** The rows of the file go below it. */
        @Label(value = "Put the rows read below it", description = "The output has the columns of both; cells are missing "
            + "where a row lacks the column.")
        APPEND_BELOW,

        /** It is the output if no file is named. */
        @Label(value = "Use it only when no file is named", description = "With a file the incoming table is ignored. So a "
            + "workflow can run on built-in data until a flow variable names a file.")
        REPLACE
    }

    @Section(title = "File")
    interface FileSection {
    }

    @Section(title = "Rows")
    @After(FileSection.class)
    interface RowsSection {
    }

    @Section(title = "Output")
    @After(RowsSection.class)
    interface OutputSection {
    }

    interface RepresentationReference extends ParameterReference<ArrayRepresentation> {
    }

    static final class IsNotImage implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(RepresentationReference.class).isOneOf(ArrayRepresentation.IMAGE).negate();
        }
    }

    interface LabelFileReference extends ParameterReference<String> {
    }

    static final class HasLabelFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getString(LabelFileReference.class).isEqualTo("").negate();
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

    @Widget(title = "File", description = """
            Path or URL of the array file: NPY, NPZ, IDX (the format of MNIST), each also gzipped except NPZ, or a text file \
            of numbers (CSV). The format is recognised by the content. A relative path is resolved against the working \
            directory of KNIME; a <tt>knime://</tt> URL against the workflow, for instance \
            <tt>knime://knime.workflow/data/rows.npy</tt> for a file in its folder <tt>data</tt>. To set it by a flow variable \
            of type string, use the Flow Variables tab. If left blank, the incoming table is passed on unchanged.
            """)
    @TextInputWidget(placeholder = "for instance train-images-idx3-ubyte.gz")
    @Layout(FileSection.class)
    String m_file = "";

    @Widget(title = "Array in the file", description = """
            The name of the array within an NPZ file, for instance <tt>arr_0</tt>. May stay blank if the file holds a single \
            array; other formats ignore it.
            """)
    @Layout(FileSection.class)
    String m_member = "";

    @Widget(title = "Label file", description = """
            Path or URL of an array file with one integer per row, usually the class. It becomes the column <tt>label</tt>. \
            May be the same NPZ file as above. Blank for none.
            """)
    @ValueReference(LabelFileReference.class)
    @Layout(FileSection.class)
    String m_labelFile = "";

    @Widget(title = "Array in the label file", description = """
            The name of the array of labels within an NPZ file. May stay blank if the file holds a single array.
            """)
    @Effect(predicate = HasLabelFile.class, type = EffectType.SHOW)
    @Layout(FileSection.class)
    String m_labelMember = "";

    @Widget(title = "Label column", description = """
            The name of the column of a text file that holds an integer label, usually the class. It becomes the column \
            <tt>label</tt> and is no part of the row. The columns of a text file without names are <tt>Column 1</tt>, \
            <tt>Column 2</tt> and so on. Blank for none, or where it is recognised: a first column named <tt>label</tt> before \
            the pixels of images (<tt>label</tt>, <tt>pixel1</tt>, <tt>pixel2</tt>, …) need not be named. Formats without \
            column names ignore it; it cannot be combined with a label file.
            """)
    @Layout(FileSection.class)
    String m_labelColumn = "";

    @Widget(title = "Rows to skip", description = "How many rows at the beginning of the file are left out.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(RowsSection.class)
    long m_firstRow = 0;

    @Widget(title = "Maximum number of rows", description = "How many rows are read at most; 0 reads all.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(RowsSection.class)
    int m_maxRows = 0;

    @Widget(title = "Incoming table", description = "What becomes of the table at the optional input port.")
    @RadioButtonsWidget
    @Layout(RowsSection.class)
    IncomingRows m_incoming = IncomingRows.APPEND_BELOW;

    @Widget(title = "Represent rows as", description = """
            What a row of the array becomes. Images need a three-dimensional array (rows, height, width), a \
            four-dimensional one with 1 or 3 channels, last or first, or flat rows of as many numbers as a square image has: n² \
            for grey, 3·n² for colour with the channels last. Integers from 0 to 255 are taken as intensities, other numbers \
            must lie between 0 and 1. Text files do not tell the type of their numbers: they are intensities, whole numbers \
            from 0 to 255, if any number in the file (other than a label) is above 1, otherwise they range from 0 to 1; the file \
            is looked through for that first.
            """)
    @ValueSwitchWidget
    @ValueReference(RepresentationReference.class)
    @Layout(OutputSection.class)
    ArrayRepresentation m_representation = ArrayRepresentation.AUTO;

    @Widget(title = "Integers", description = "What is done with integers that become vectors or columns.")
    @ValueSwitchWidget
    @Effect(predicate = IsNotImage.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    IntegerScaling m_integerScaling = IntegerScaling.NONE;

    @Widget(title = "Constant column", description = """
            Name of an additional text column that holds the same value in each row read, so that rows from several sources \
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

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_firstRow < 0) {
            throw new InvalidSettingsException("The number of rows to skip is " + m_firstRow + "; it must be 0 or more.");
        }
        if (m_maxRows < 0) {
            throw new InvalidSettingsException("The maximum number of rows is " + m_maxRows
                + "; it must be 0 (all rows) or more.");
        }
    }
}
