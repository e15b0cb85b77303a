package org.elbow.hamiltonian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.nn.DualPass;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.GradientSource;
import org.elbow.nn.Pass;
import org.elbow.vae.MainTerm;
import org.elbow.vae.StepContext;
import org.elbow.vae.VaePass;
import org.elbow.vae.VaeWorker;

/**
 * The negative Hamiltonian bound of a row, −log w with
 *
 * <pre>log w = log p(x|z_K) + log N(z_K; 0, I) + log N(ρ_K; 0, I) − log q(z₀|x) − log N(ρ₀; 0, β₀⁻¹ I) + (L/2) log β₀,</pre>
 *
 * whose exponential is an unbiased estimate of p(x). With z₀ = mean + exp(logvar/2) ⊙ ε and ρ₀ = γ/√β₀ all constants cancel:
 * log w = log p(x|z_K) + ½ (ε² + Σ logvar + γ² − z_K² − ρ_K²).
 *
 * <p>The gradient goes through ∇U: a trajectory's derivative holds second derivatives of the decoder. Walking back along the
 * trajectory, each ∇U(z_k) gets an adjoint a_k, whose contribution is the derivative of D = a_k · ∇U(z_k), a directional
 * derivative: one {@link DualPass} gives it for z_k and for all weights at once.
 */
final class HamiltonianTerm implements MainTerm {

    private final VaePass batch;

    private final int latent;

    private final Trajectory trajectory;

    private final LearnedDynamics learned;

    private final Tempering tempering;

    private final List<DualPass> duals = new ArrayList<>();

    private final List<FloatBlock> directions = new ArrayList<>();

    private final FloatBlock codeAdjoints;

    private final double[] values;

    /** Per row the derivative of the loss by ε, [K · latent], by αₖ and by 1/√β₀ through ρ₀: added up in endStep, in order. */
    private final double[][] stepGradients;

    private final double[][] alphaGradients;

    private final double[] firstMomentumGradients;


    private int rowsInStep;

    private volatile Dynamics dynamics;

    HamiltonianTerm(final VaePass batch, final int capacity, final LearnedDynamics learned, final Tempering tempering) {
        this.batch = batch;
        this.learned = learned;
        this.tempering = tempering;
        latent = batch.latent();
        dynamics = learned.dynamics();
        final int steps = dynamics.leapfrogSteps();
        trajectory = new Trajectory(batch, capacity, steps);
        for (int k = 0; k <= steps; k++) {
            directions.add(FloatBlock.allocate((long)capacity * latent));
            duals.add(DualPass.ofDirectionalDerivative(trajectory.passes.get(k), capacity).from(directions.get(k)));
        }
        codeAdjoints = FloatBlock.allocate((long)capacity * latent);
        values = new double[capacity];
        stepGradients = new double[capacity][steps * latent];
        alphaGradients = new double[capacity][steps];
        firstMomentumGradients = new double[capacity];
    }

    /** Replaces the dynamics, for tests that bring their own. */
    void use(final Dynamics given) {
        dynamics = given;
    }

    @Override
    public void forward(final int from, final int to, final StepContext step, final VaeWorker worker) {
        rowsInStep = step.rows();
        final float[] momentum = new float[latent];
        final float[] epsilon = new float[latent];
        final float[] posterior = new float[2 * latent];
        final float[] z = new float[latent];
        batch.sample(from, to, worker);
        for (int row = from; row < to; row++) {
            batch.code(row, z);
            trajectory.codes.get(0).put((long)row * latent, z, 0, latent);
            step.noise().draw(StepContext.MOMENTUM, row, momentum);
            double value = 0;
            batch.noise(row, epsilon);
            batch.posterior(row, posterior);
            for (int i = 0; i < latent; i++) {
                trajectory.firstMomentum[row * latent + i] = momentum[i] / dynamics.sqrtBeta0();
                value += (double)epsilon[i] * epsilon[i] + posterior[latent + i] + (double)momentum[i] * momentum[i];
            }
            values[row] = -0.5 * value;
        }
        trajectory.run(from, to, dynamics, worker);
        final int last = trajectory.leapfrogSteps;
        for (int row = from; row < to; row++) {
            trajectory.codes.get(last).get((long)row * latent, z, 0, latent);
            double squares = 0;
            for (int i = 0; i < latent; i++) {
                final double rho = trajectory.lastMomentum[row * latent + i];
                squares += (double)z[i] * z[i] + rho * rho;
            }
            values[row] += 0.5 * squares - trajectory.lastLogLikelihood[row];
        }
    }

    @Override
    public void backward(final int from, final int to, final StepContext step, final VaeWorker worker) {
        final int last = trajectory.leapfrogSteps;
        final int count = to - from;
        final float weight = (float)step.weight();
        // adjoints of z and ρ, rows [from, to)
        final double[] z = new double[count * latent];
        final double[] rho = new double[count * latent];
        final float[] code = new float[count * latent];
        trajectory.codes.get(last).get((long)from * latent, code, 0, code.length);
        for (int i = 0; i < z.length; i++) {
            z[i] = step.weight() * code[i];
            rho[i] = step.weight() * trajectory.lastMomentum[from * latent + i];
        }
        final double[] direction = new double[count * latent];
        for (int k = last; k >= 1; k--) {
            walkBackToHalfway(k, from, count, rho, direction);
            addThroughGradient(k, from, to, direction, z, k == last ? weight : 0f, worker);
            walkBackToBeginning(k, from, count, z, rho, direction);
        }
        addThroughGradient(0, from, to, direction, z, 0f, worker);
        sendToPosterior(from, count, z, rho, weight, worker);
    }

    /** From ρ_k = α_k ρ′ and ρ′ = ρ̃ − ½ ε ⊙ ∇U(z_k) back to ρ̃: {@code rho} becomes its adjoint. */
    private void walkBackToHalfway(final int k, final int from, final int count, final double[] rho,
        final double[] direction) {
        final double[] step = dynamics.steps()[k - 1];
        final double alpha = dynamics.alphas()[k - 1];
        final float[] gradient = new float[latent];
        for (int row = 0; row < count; row++) {
            final int at = row * latent;
            final int global = (from + row) * latent;
            trajectory.gradients.get(k).get(global, gradient, 0, latent);
            double alphaGradient = 0;
            for (int i = 0; i < latent; i++) {
                alphaGradient += trajectory.uncooled[k - 1][global + i] * rho[at + i];
                rho[at + i] *= alpha;
                // z_k is also where the next step begins, which left its share in the direction
                final double share = k == trajectory.leapfrogSteps ? 0 : direction[at + i];
                direction[at + i] = share - 0.5 * step[i] * rho[at + i];
                stepGradients[from + row][(k - 1) * latent + i] = -0.5 * gradient[i] * rho[at + i];
            }
            alphaGradients[from + row][k - 1] = alphaGradient;
        }
    }

    /** From z_k = z + ε ⊙ ρ̃ and ρ̃ = ρ − ½ ε ⊙ ∇U(z) back to z and ρ, whose adjoints the arrays become. */
    private void walkBackToBeginning(final int k, final int from, final int count, final double[] z, final double[] rho,
        final double[] direction) {
        final double[] step = dynamics.steps()[k - 1];
        final float[] gradient = new float[latent];
        for (int row = 0; row < count; row++) {
            final int at = row * latent;
            final int global = (from + row) * latent;
            trajectory.gradients.get(k - 1).get(global, gradient, 0, latent);
            for (int i = 0; i < latent; i++) {
                rho[at + i] += step[i] * z[at + i];
                direction[at + i] = -0.5 * step[i] * rho[at + i];
                stepGradients[from + row][(k - 1) * latent + i] +=
                    trajectory.halfway[k - 1][global + i] * z[at + i] - 0.5 * gradient[i] * rho[at + i];
            }
        }
    }

    /**
     * Adds to the adjoint of z_k what comes through a · ∇U(z_k), and for the last point through −weight · log p(x|z_K); leaves
     * the weights' share in the dual pass.
     */
    private void addThroughGradient(final int k, final int from, final int to, final double[] direction, final double[] z,
        final float weight, final VaeWorker worker) {
        final int outputs = batch.structure().likelihood().outputs();
        final FloatBlock parameters = batch.parameters();
        final Pass pass = trajectory.passes.get(k);
        final DualPass dual = duals.get(k);
        final float[] through = new float[direction.length];
        for (int i = 0; i < through.length; i++) {
            through[i] = (float)direction[i];
        }
        directions.get(k).put((long)from * latent, through, 0, through.length);
        dual.forward(parameters, from, to, worker.scratch());
        final float[] tangent = worker.outputArray();
        final float[] adjoint = new float[outputs];
        final float[] bound = new float[outputs];
        for (int row = from; row < to; row++) {
            dual.outputTangent().get((long)row * outputs, tangent, 0, outputs);
            batch.likelihoodCurvature(pass, row, tangent, adjoint, worker);
            if (weight != 0) {
                batch.likelihoodGradient(pass, row, weight, bound, weight, worker);
                for (int i = 0; i < outputs; i++) {
                    adjoint[i] += bound[i];
                }
            }
            dual.outputAdjoint().put((long)row * outputs, adjoint, 0, outputs);
        }
        dual.backward(parameters, from, to, worker.scratch());
        dual.inputAdjoint(parameters, codeAdjoints, from, to, worker.scratch());
        codeAdjoints.get((long)from * latent, through, 0, through.length);
        for (int i = 0; i < through.length; i++) {
            z[i] += through[i] + direction[i]; // the prior's part of U has the identity as second derivative
        }
    }

    private void sendToPosterior(final int from, final int count, final double[] z, final double[] rho, final float weight,
        final VaeWorker worker) {
        final float[] posterior = new float[2 * latent];
        final float[] epsilon = new float[latent];
        final float[] adjoint = new float[2 * latent];
        for (int row = 0; row < count; row++) {
            batch.posterior(from + row, posterior);
            batch.noise(from + row, epsilon);
            double momentum = 0;
            for (int i = 0; i < latent; i++) {
                final double dz = z[row * latent + i];
                adjoint[i] = (float)dz;
                adjoint[latent + i] = (float)(0.5 * (dz * epsilon[i] * Math.exp(0.5 * posterior[latent + i]) - weight));
                momentum += rho[row * latent + i] * trajectory.firstMomentum[(from + row) * latent + i];
            }
            firstMomentumGradients[from + row] = momentum;
            batch.addPosteriorAdjoint(from + row, adjoint, worker);
        }
    }

    /** The gradient of the last step's loss by the numbers that govern the trajectory. */
    DynamicsGradient gradient() {
        final int steps = trajectory.leapfrogSteps;
        final double[][] stepSums = new double[steps][latent];
        final double[] alphaSums = new double[steps];
        double momentum = 0;
        for (int row = 0; row < rowsInStep; row++) {
            for (int k = 0; k < steps; k++) {
                alphaSums[k] += alphaGradients[row][k];
                for (int i = 0; i < latent; i++) {
                    stepSums[k][i] += stepGradients[row][k * latent + i];
                }
            }
            momentum += firstMomentumGradients[row];
        }
        // ρ₀ = γ/√β₀, so d/d√β₀ = −ρ₀/√β₀
        double sqrtBeta0 = -momentum / dynamics.sqrtBeta0();
        if (tempering == Tempering.FREE) {
            for (int k = 0; k < steps; k++) {
                alphaSums[k] += sqrtBeta0 * dynamics.sqrtBeta0() / dynamics.alphas()[k]; // √β₀ is the product of all αₖ
            }
        } else if (tempering == Tempering.QUADRATIC) {
            final double[] slopes = Dynamics.quadraticAlphaSlopes(steps, dynamics.sqrtBeta0());
            for (int k = 0; k < steps; k++) {
                sqrtBeta0 += alphaSums[k] * slopes[k];
            }
        }
        return new DynamicsGradient(stepSums, alphaSums, sqrtBeta0);
    }

    @Override
    public void endStep(final double learningRate) {
        learned.update(gradient(), learningRate);
        dynamics = learned.dynamics();
    }

    @Override
    public void startFrom(final Map<String, float[]> before) {
        learned.startFrom(before);
        dynamics = learned.dynamics();
    }

    @Override
    public Map<String, float[]> learned() {
        return learned.learned();
    }

    @Override
    public double value(final int row) {
        return values[row];
    }

    @Override
    public double reconstruction(final int row) {
        return -trajectory.lastLogLikelihood[row];
    }

    @Override
    public double divergence(final int row) {
        return values[row] + trajectory.lastLogLikelihood[row];
    }

    /** The trajectories of the last step. */
    Trajectory trajectory() {
        return trajectory;
    }

    @Override
    public Pass decoderPass() {
        return trajectory.passes.get(0);
    }

    @Override
    public List<GradientSource> gradientSources() {
        return List.copyOf(duals);
    }

    @Override
    public void close() {
        duals.forEach(DualPass::close);
        directions.forEach(FloatBlock::close);
        codeAdjoints.close();
        trajectory.close();
    }
}
