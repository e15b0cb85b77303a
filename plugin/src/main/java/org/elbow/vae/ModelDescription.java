package org.elbow.vae;

import java.util.List;

import org.elbow.data.FeatureEncoding;

/**
 * What a model file says before its weights.
 *
 * @param architecture the networks
 * @param likelihood the distribution of a row
 * @param encoding how rows of a table become features
 * @param training how the model was trained; {@link TrainingRecord#UNKNOWN} if the file does not say
 * @param checkpointSteps the steps at which copies of the weights were kept, first to last
 * @param checkpointRates the learning rate that belongs to each of them
 * @param fingerprintRows how many training rows the model knows by their fingerprint; 0 if it does not
 */
public record ModelDescription(Architecture architecture, LikelihoodSpec likelihood, FeatureEncoding encoding,
    TrainingRecord training, List<Long> checkpointSteps, List<Double> checkpointRates, int fingerprintRows) {

    /** Copies the lists. */
    public ModelDescription {
        checkpointSteps = List.copyOf(checkpointSteps);
        checkpointRates = List.copyOf(checkpointRates);
    }
}
