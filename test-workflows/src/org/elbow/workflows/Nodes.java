package org.elbow.workflows;

/** The factories of the nodes, by which workflows name them. */
final class Nodes {

    static final String READER = "org.elbow.knime.reader.ArrayReaderNodeFactory";

    static final String GENERATOR = "org.elbow.knime.generator.FactorImageGeneratorNodeFactory";

    static final String ORDERS = "org.elbow.knime.orders.OrderTableGeneratorNodeFactory";

    static final String LEARNER = "org.elbow.knime.learner.VaeLearnerNodeFactory";

    static final String APPLY = "org.elbow.knime.apply.VaeApplyNodeFactory";

    static final String FILE_APPLY = "org.elbow.knime.apply.VaeFileApplyNodeFactory";

    static final String VAE_SAMPLER = "org.elbow.knime.sampler.VaeSamplerNodeFactory";

    static final String SAMPLER = "org.elbow.knime.hamiltonian.HvaeSamplerNodeFactory";

    static final String SCORER = "org.elbow.knime.novelty.OodScorerNodeFactory";

    static final String CONSISTENCY = "org.elbow.knime.consistency.ConsistencyScorerNodeFactory";

    static final String RANKER = "org.elbow.knime.influence.InfluenceRankerNodeFactory";

    static final String METRIC = "org.elbow.knime.disentangle.DisentanglementMetricNodeFactory";

    static final String MODEL_WRITER = "org.elbow.knime.file.VaeWriterNodeFactory";

    static final String MODEL_READER = "org.elbow.knime.file.VaeReaderNodeFactory";

    private Nodes() {
    }
}
