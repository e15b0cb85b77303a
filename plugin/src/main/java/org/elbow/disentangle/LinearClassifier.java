package org.elbow.disentangle;

import java.util.Arrays;
import java.util.Random;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

/** A linear classifier by LIBLINEAR, which also is what the papers' programs call; for inputs of about unit variance. */
final class LinearClassifier {

    private static final double TOLERANCE = 0.01;

    private static final int MOST_ITERATIONS = 1000;

    static {
        Linear.disableDebugOutput();
    }

    private final Model model;

    private final double[] scores;

    private LinearClassifier(final Model model) {
        this.model = model;
        scores = new double[Math.max(2, model.getNrClass())];
    }

    /** Logistic regression, L2-regularised with C = 1; of several classes each against the rest. */
    static LinearClassifier logistic(final double[][] inputs, final int[] classes) {
        return train(SolverType.L2R_LR, inputs, classes, false);
    }

    /**
     * The support vector machine of Crammer and Singer with C = 1, all classes at once, so that a class between two others on
     * the line is found too; errors weigh the more the rarer their class.
     */
    static LinearClassifier supportVectors(final double[][] inputs, final int[] classes) {
        return train(SolverType.MCSVM_CS, inputs, classes, true);
    }

    private static LinearClassifier train(final SolverType solver, final double[][] inputs, final int[] classes,
        final boolean balanced) {
        final Problem problem = new Problem();
        problem.l = inputs.length;
        problem.n = inputs[0].length + 1; // the last one is the constant
        problem.x = Arrays.stream(inputs).map(LinearClassifier::features).toArray(Feature[][]::new);
        problem.y = Arrays.stream(classes).asDoubleStream().toArray();
        problem.bias = -1;
        final Parameter parameter = new Parameter(solver, 1, TOLERANCE, MOST_ITERATIONS);
        parameter.setRandom(new Random(0)); // of the order in which coordinates are visited
        if (balanced) {
            final int[] present = Arrays.stream(classes).sorted().distinct().toArray();
            parameter.setWeights(Arrays.stream(present)
                .mapToDouble(c -> (double)classes.length / present.length / Arrays.stream(classes).filter(k -> k == c).count())
                .toArray(), present);
        }
        return new LinearClassifier(Linear.train(problem, parameter));
    }

    private static Feature[] features(final double[] input) {
        final Feature[] features = new Feature[input.length + 1];
        for (int i = 0; i < input.length; i++) {
            features[i] = new FeatureNode(i + 1, input[i]);
        }
        features[input.length] = new FeatureNode(input.length + 1, 1);
        return features;
    }

    /** The most probable class. */
    int classOf(final double[] input) {
        return (int)Linear.predict(model, features(input));
    }

    /** For two classes: how far the input lies on the side of class 1. */
    double towardsOne(final double[] input) {
        Linear.predictValues(model, features(input), scores);
        return model.getLabels()[0] == 1 ? scores[0] : -scores[0];
    }
}
