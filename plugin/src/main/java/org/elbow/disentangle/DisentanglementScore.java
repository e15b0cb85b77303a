package org.elbow.disentangle;

/** What can be measured of codes, with and without factors. */
public enum DisentanglementScore {

    /** {@link MutualInformation#gap}. */
    MIG("MIG", true, "0 to 1, higher is better", "Mutual information gap: each factor is told by one code more than by any other",
        "Chen et al. 2018, equation 6"),

    /** {@link MutualInformation#modularity}. */
    MODULARITY("Modularity", true, "0 to 1, higher is better", "Each code tells of one factor only",
        "Ridgeway and Mozer 2018, equation 2"),

    /** {@link Explicitness}. */
    EXPLICITNESS("Explicitness", true, "0 (chance) to 1, higher is better",
        "Factors can be read off the code by a linear rule", "Ridgeway and Mozer 2018, section 3.2"),

    /** {@link AttributePredictability}. */
    SAP("SAP", true, "0 to 1, higher is better",
        "Separated attribute predictability: the best code predicts a factor better than the second best",
        "Kumar et al. 2018, section 3"),

    /** {@link FactorImportance#disentanglement}. */
    DCI_DISENTANGLEMENT("DCI disentanglement", true, "0 to 1, higher is better", "Each code helps to predict one factor only",
        "Eastwood and Williams 2018, section 2"),

    /** {@link FactorImportance#completeness}. */
    DCI_COMPLETENESS("DCI completeness", true, "0 to 1, higher is better", "Each factor is predicted from one code",
        "Eastwood and Williams 2018, section 2"),

    /** {@link FactorImportance#informativeness}. */
    DCI_INFORMATIVENESS("DCI informativeness", true, "0 to 1, higher is better",
        "Share of factor values that decision trees predict rightly", "Eastwood and Williams 2018, section 2"),

    /** {@link FixedFactorScores#betaVae}. */
    BETA_VAE("β-VAE score", true, "1/number of factors (chance) to 1, higher is better",
        "How often the factor in which pairs of rows agree is guessed rightly", "Higgins et al. 2017, section 3"),

    /** {@link FixedFactorScores#factorVae}. */
    FACTOR_VAE("FactorVAE score", true, "1/number of factors (chance) to 1, higher is better",
        "How often the steadiest code tells the factor that was held fixed", "Kim and Mnih 2018, section 4"),

    /** {@link InterventionalRobustness}. */
    IRS("IRS", true, "0 to 1, higher is better",
        "Interventional robustness: a code does not move when other factors change", "Suter et al. 2019, section 4"),

    /** {@link LocalScores#gap}. */
    LOCAL_MIG("Local MIG", true, "0 to 1, higher is better", "Mutual information gap in neighbourhoods, averaged",
        "Rhodes and Lee 2021, section 4"),

    /** {@link LocalScores#modularity}. */
    LOCAL_MODULARITY("Local modularity", true, "0 to 1, higher is better", "Modularity in neighbourhoods, averaged",
        "Rhodes and Lee 2021, section 4"),

    /** {@link CodeDependence#totalCorrelation}. */
    TOTAL_CORRELATION("Gaussian total correlation", false, "0 and more, in nats, lower is more independent",
        "Dependence of the codes, as if they were Gaussian", "Locatello et al. 2019, section 5"),

    /** {@link CodeDependence#wassersteinCorrelation}. */
    WASSERSTEIN_CORRELATION("Wasserstein correlation", false, "0 to 2, lower is more independent",
        "Distance of the codes' covariance from its diagonal, relative to the total variance", "Xiao and Wang 2019"),

    /** {@link CodeDependence#mutualInformation}. */
    CODE_INFORMATION("Mutual information of codes", false, "0 and more, in nats, lower is more independent",
        "What one code tells of another, averaged over pairs", "Locatello et al. 2019, section 5"),

    /** Codes whose variance over the rows exceeds a threshold. */
    ACTIVE_UNITS("Active units", false, "0 to number of codes, neither is better",
        "Codes that vary between rows: the others are not used by the model", "Burda et al. 2016, section 5.2");

    private final String title;

    private final boolean needsFactors;

    private final String range;

    private final String meaning;

    private final String source;

    DisentanglementScore(final String title, final boolean needsFactors, final String range, final String meaning,
        final String source) {
        this.title = title;
        this.needsFactors = needsFactors;
        this.range = range;
        this.meaning = meaning;
        this.source = source;
    }

    /** @return its name in the literature */
    public String title() {
        return title;
    }

    /** @return whether it compares codes with factors */
    public boolean needsFactors() {
        return needsFactors;
    }

    /** @return which values it takes, and which of them are good */
    public String range() {
        return range;
    }

    /** @return what it measures */
    public String meaning() {
        return meaning;
    }

    /** @return the paper that defines it, and where */
    public String source() {
        return source;
    }
}
