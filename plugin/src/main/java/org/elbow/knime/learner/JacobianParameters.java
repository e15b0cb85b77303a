package org.elbow.knime.learner;

import org.elbow.disentangle.JacobianPenalty;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** The settings of the Jacobian penalty. */
@LoadDefaultsForAbsentFields
final class JacobianParameters implements NodeParameters {

    static final class UsesPenalty implements BooleanReference {
    }

    @Widget(title = "Penalise the decoder's Jacobian", description = """
            Adds γ times the sum of the absolute derivatives of the reconstruction by the code (Jacobian L1). Each dimension of \
            the code comes to act on few features, which tends to separate the factors behind the rows, together with a β above \
            1. A step costs more by a factor of about the number of latent dimensions for the decoder.
            """)
    @ValueReference(UsesPenalty.class)
    boolean m_enabled = false;

    @Widget(title = "Weight (γ)", description = "The weight of the penalty; 0.01 to 1 are usual.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = UsesPenalty.class, type = EffectType.SHOW)
    double m_gamma = 0.1;

    @Widget(title = "Penalty warm-up epochs", description = "Epochs over which the weight grows from 0 to γ. 0 for none.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = UsesPenalty.class, type = EffectType.SHOW)
    int m_warmUpEpochs = 0;

    JacobianPenalty penalty() {
        return new JacobianPenalty(m_gamma, m_warmUpEpochs);
    }
}
