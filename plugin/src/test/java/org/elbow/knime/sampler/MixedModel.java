package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestTables;
import org.elbow.nn.Activation;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** A model, with made-up weights, of a table with columns of all types of numbers and a nominal one. */
final class MixedModel {

    private static final List<String> CITIES = List.of("Berlin", "Paris", "Rome");

    private static final double INCOME_SCALE = 1000;

    private MixedModel() {
    }

    static DataTableSpec spec() {
        return TestTables.spec("age", IntCell.TYPE, "income", DoubleCell.TYPE, "number", LongCell.TYPE, "member",
            BooleanCell.TYPE, "city", StringCell.TYPE);
    }

    static VaeModel create() {
        return create(false);
    }

    /** @param unknown whether the model has a feature for cities that are none of the known ones */
    static VaeModel create(final boolean unknown) {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(
            new NumericEncoding("age", Scaling.STANDARDIZE, 40, 10, Double.NaN).withType(NumberType.INTEGER),
            new NumericEncoding("income", Scaling.STANDARDIZE, 3000, INCOME_SCALE, Double.NaN),
            new NumericEncoding("number", Scaling.STANDARDIZE, 1e10, 1e9, Double.NaN).withType(NumberType.LONG),
            new NumericEncoding("member", Scaling.NONE, 0, 1, Double.NaN).withType(NumberType.BOOLEAN),
            new NominalEncoding("city", CITIES, null, unknown)));
        final LikelihoodSpec likelihood = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, 3),
            new Group(LikelihoodFamily.BERNOULLI, 1), new Group(LikelihoodFamily.ONE_HOT, unknown ? 4 : 3)));
        final Architecture networks =
            Architecture.dense(encoding.width(), likelihood.outputs(), List.of(5), 2, Activation.TANH);
        final float[] parameters = new float[new VaeStructure(networks, likelihood).parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float)(0.7 * Math.sin(3.7 * i));
        }
        return new VaeModel(networks, likelihood, encoding, parameters, List.of(),
            new TrainingRecord(TrainingOptions.defaults(), "ELBO", 100, 20, 400, 17, 12.5, "All epochs were gone through."));
    }

    /** The variance that the likelihood gives a column around its mean, in the square of its unit. */
    static double noiseVariance(final String column) {
        final VaeModel model = create();
        final int first = model.structure().likelihoodOffset();
        final int feature = model.encoding().offset(model.encoding().indexOf(column));
        return Math.exp(model.parameters()[first + feature]) * INCOME_SCALE * INCOME_SCALE;
    }

    static BufferedDataTable rows(final int count) {
        final SplittableRandom random = new SplittableRandom(9);
        final List<DataCell[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new DataCell[] {new IntCell(20 + random.nextInt(50)), new DoubleCell(3000 + 900 * random.nextGaussian()),
                new LongCell(10_000_000_000L + random.nextInt(1_000_000_000)), BooleanCell.get(random.nextBoolean()),
                new StringCell(CITIES.get(random.nextInt(3)))});
        }
        return TestTables.table(spec(), rows.toArray(DataCell[][]::new));
    }
}
