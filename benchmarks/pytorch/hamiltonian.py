"""One step of training a Hamiltonian VAE (Caterini, Doucet, Sejdinovic 2018) of K leapfrog steps, quadratic tempering.

Two forms of the same computation. `usual`: every gradient ∇U in the formulas is computed where it stands, twice per leapfrog
step. `reused`: the code does not move between the end of one step and the start of the next, so K + 1 gradients do, and the
likelihood at the last code comes from the last of them.
"""

import math

import torch
from torch import Tensor, nn

from measure import Work, fastest, main
from networks import BATCH, LATENT, LEARNING_RATE, LOG_2_PI, Batches, Vae, forms, negative_log_likelihood

LARGEST_STEP = 0.5
FIRST_STEP = 0.2


class HamiltonianVae(nn.Module):

    def __init__(self, vae: Vae, steps: int, reuse: bool):
        super().__init__()
        self.vae = vae
        self.steps = steps
        self.reuse = reuse
        share = FIRST_STEP / LARGEST_STEP
        self.step_logit = nn.Parameter(torch.full((LATENT,), math.log(share / (1 - share))))
        self.tempering_logit = nn.Parameter(torch.zeros(()))  # of √β₀, in (0, 1)

    def potential(self, z: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        """U(z) = −log p(x|z) − log p(z) without its constant, and −log p(x|z), both summed over rows."""
        reconstruction = negative_log_likelihood(self.vae.decoder(z), x)
        return reconstruction + 0.5 * torch.sum(z * z), reconstruction

    def gradient(self, z: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        """∇U(z), itself differentiable, and −log p(x|z)."""
        potential, reconstruction = self.potential(z, x)
        return torch.autograd.grad(potential, z, create_graph=True)[0], reconstruction

    def negative_log_weight(self, x: Tensor) -> Tensor:
        """−log weight, summed over rows."""
        mean, log_variance = self.vae.encoder(x)
        noise = torch.randn_like(mean)
        z = mean + torch.exp(log_variance / 2) * noise
        log_q = -0.5 * torch.sum(noise * noise + log_variance + LOG_2_PI)
        step = LARGEST_STEP * torch.sigmoid(self.step_logit)
        inverse_root = 1 / torch.sigmoid(self.tempering_logit)  # 1/√β₀
        gamma = torch.randn_like(mean)
        rho = gamma * inverse_root
        before = inverse_root
        gradient = reconstruction = None
        for k in range(1, self.steps + 1):
            if gradient is None or not self.reuse:
                gradient, _ = self.gradient(z, x)
            rho = rho - 0.5 * step * gradient
            z = z + step * rho
            gradient, reconstruction = self.gradient(z, x)
            rho = rho - 0.5 * step * gradient
            after = (1 - inverse_root) * k * k / self.steps ** 2 + inverse_root
            rho = (after / before) * rho  # α_k = √β_{k−1}/√β_k
            before = after
        if not self.reuse:
            reconstruction = negative_log_likelihood(self.vae.decoder(z), x)
        # log N(ρ₀; 0, I/β₀) = log N(γ; 0, I) + (L/2) log β₀, and (L/2) log β₀ is in the weight with the other sign: they cancel
        log_normals = -0.5 * torch.sum(z * z + rho * rho - gamma * gamma + LOG_2_PI)
        return reconstruction - log_normals + log_q


def step(vae: Vae, steps: int, reuse: bool) -> Work:
    model = HamiltonianVae(vae, steps, reuse)
    optimiser = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    batches = Batches()

    def run():
        optimiser.zero_grad(set_to_none=True)
        loss = model.negative_log_weight(batches.take()) / BATCH
        loss.backward()
        optimiser.step()
        return loss.item()

    return Work(run)


if __name__ == "__main__":
    def fastest_step(network, steps, form):
        return lambda: fastest({name: step(vae, steps, form == "reused") for name, vae in forms(network).items()})

    main({f"hvae-{network}-{steps}-{form}": fastest_step(network, steps, form)
          for network in ("dense", "conv") for steps in (3, 10) for form in ("reused", "usual")})
