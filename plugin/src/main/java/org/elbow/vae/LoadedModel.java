package org.elbow.vae;

import java.util.List;

/**
 * A model that was read from a file.
 *
 * @param model whole
 * @param unused the names of tensors that the file holds beside the model's own and that were left out, in ascending order
 */
public record LoadedModel(VaeModel model, List<String> unused) {

    /** Copies the list. */
    public LoadedModel {
        unused = List.copyOf(unused);
    }
}
