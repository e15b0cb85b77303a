package org.elbow.knime.sampler;

import org.elbow.explore.InterpolationOptions.Pairing;
import org.knime.node.parameters.widget.choices.Label;

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

    /** The engine's choice. */
    Pairing pairing() {
        return pairing;
    }
}
