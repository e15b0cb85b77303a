package org.elbow.knime;

import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.nn.Activation;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.TrainingRecord;
import org.elbow.vae.VaeModel;
import org.elbow.vae.VaeStructure;

/** Models whose weights are made up. */
public final class TestModels {

    private TestModels() {
    }

    /** A small model with a code of two dimensions and weights that vary a little. */
    public static VaeModel untrained(final LikelihoodFamily family, final ColumnEncoding... columns) {
        final FeatureEncoding encoding = new FeatureEncoding(List.of(columns));
        final LikelihoodSpec likelihood =
            new LikelihoodSpec(List.of(new LikelihoodSpec.Group(family, encoding.width())));
        final Architecture networks =
            Architecture.dense(encoding.width(), likelihood.outputs(), List.of(3), 2, Activation.TANH);
        final float[] parameters = new float[new VaeStructure(networks, likelihood).parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float)(0.3 * Math.sin(i));
        }
        return new VaeModel(networks, likelihood, encoding, parameters, List.of(),
            new TrainingRecord(TrainingOptions.defaults(), "ELBO", 100, 20, 400, 17, 12.5, "All epochs were gone through."));
    }
}
