package org.elbow.influence;

import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.ParameterGradient;
import org.elbow.vae.RowNoise;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeStructure;
import org.elbow.vae.VaeWorker;

/** The gradient of single rows' loss by the weights of both networks, by the passes that training uses. */
final class ExplicitGradient {

    private ExplicitGradient() {
    }

    /** @return the mean over draws [firstDraw, firstDraw + draws) of each row's gradient, [rows][parameters] */
    static double[][] of(final VaeStructure structure, final float[] weights, final FeatureMatrix rows, final RowNoise noise,
        final int firstDraw, final int draws, final double beta) {
        final double[][] result = new double[rows.rows()][structure.parameterCount()];
        try (FloatBlock parameters = FloatBlock.of(weights); VaePass pass = new VaePass(structure, parameters, 1, true);
                VaeWorker worker = pass.newWorker();
                ParameterGradient gradient =
                    new ParameterGradient(List.of(pass.encoderPass(), pass.decoderPass()), 1)) {
            final float[] posterior = new float[2 * structure.latent()];
            final float[] adjoint = new float[posterior.length];
            final float[] draw = new float[structure.latent()];
            for (int row = 0; row < rows.rows(); row++) {
                final double[] sum = result[row];
                for (int i = firstDraw; i < firstDraw + draws; i++) {
                    noise.draw(row, i, draw, draw.length);
                    pass.load(rows, row, 0, worker);
                    pass.setNoise(0, draw, 0);
                    pass.encode(0, 1, worker);
                    pass.sample(0, 1, worker);
                    pass.decode(0, 1, worker);
                    pass.likelihoodGradient(0, 1f, worker);
                    pass.decoderBackward(0, 1, worker);
                    pass.posterior(0, posterior);
                    pass.posteriorAdjoint(0, posterior, beta, adjoint, worker);
                    pass.clearPosteriorAdjoint(0, 1);
                    pass.addPosteriorAdjoint(0, adjoint, worker);
                    pass.encoderBackward(0, 1, worker);
                    gradient.addRows(0, 0, 1, worker.scratch());
                    gradient.compute(0, 1, (offset, block, count, scratch) -> {
                        for (int k = 0; k < count; k++) {
                            sum[(int)offset + k] += block.get(k) / draws;
                        }
                    }, worker.scratch());
                }
            }
        }
        return result;
    }
}
